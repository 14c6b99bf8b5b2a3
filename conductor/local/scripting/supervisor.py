"""The thread that starts script workers, watches those that run for long, and ends them."""

from __future__ import annotations

import contextlib
import itertools
import logging
import selectors
import socket
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Final

from conductor.local.engine.script_calls import ScriptOutcome

from .deaths import outcome_of_death
from .frames import SLOWED, FrameError, Reply
from .processes import CannotStartError, ForkingHost, SpawningHost, WorkerHost, new_host
from .worker_process import Job, Result, WorkerProcess

if TYPE_CHECKING:
    from .pool import WorkerPool

_log = logging.getLogger("conductor")
IDLE_LIMIT_S: Final = 10.0
# How long the pool stays when no server needs it: the next one may come at once.
LINGER_S: Final = 3.0
# A script that runs for longer is watched, and gets the lowest priority when it has used the processor meanwhile.
SLOW_AFTER_S: Final = 0.02
_EXIT_LIMIT_S: Final = 2.0
_STARTS_PER_STEP: Final = 4
_STOP_LIMIT_S: Final = 5.0
CLOSED: Final = ScriptOutcome(error="the script was stopped, as the server is closed")
_DEFECT: Final = ScriptOutcome(error="the script was stopped by a defect of the embedded server, see its log")


class Supervisor:
    """Owns the worker processes of a pool. All but wake() and stop() runs in its thread."""

    def __init__(self, pool: WorkerPool) -> None:
        self._pool = pool
        self._ids = itertools.count(1)
        self._host: WorkerHost | None = None
        self._workers: dict[int, WorkerProcess] = {}
        self._watched: dict[int, WorkerProcess] = {}
        self._dying: dict[int, tuple[WorkerProcess, Job, float]] = {}
        self._selector = selectors.DefaultSelector()
        self._waker, self._wakened = socket.socketpair()
        self._is_awake = False
        self._stops = False
        self._takes_newest = True
        self._used_s = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="conductor-local-scripts", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._waker.setblocking(False)
        self._wakened.setblocking(False)
        self._selector.register(self._wakened, selectors.EVENT_READ)
        self._thread.start()

    def wake(self) -> None:
        """Let the thread look at the pool. The pool's lock is held, so that the socket is not closed meanwhile."""
        if not self._is_awake:
            self._is_awake = True
            self._waker.send(b"w")

    def stop(self) -> None:
        """End all workers and the thread."""
        with self._pool.lock:
            self._stops = True
            if self._pool.supervisor is self:
                self.wake()
        if threading.current_thread() is not self._thread:
            self._thread.join(_STOP_LIMIT_S)

    def _run(self) -> None:
        try:
            while self._step():
                pass
        except Exception:  # noqa: BLE001 - a defect of ours: the next script starts another supervisor
            _log.exception("the supervisor of script workers ended")
            self._detach(_DEFECT)
        if self._host is not None:
            self._host.close()
        self._selector.close()
        self._waker.close()
        self._wakened.close()

    def _step(self) -> bool:
        """Wait for something to do and do it; return False when the pool has ended."""
        for key, _ in self._selector.select(self._pause_s()):
            if isinstance(key.data, WorkerProcess):
                self._advance(key.data)
        with self._pool.lock:
            self._is_awake = False
            with contextlib.suppress(BlockingIOError):
                self._wakened.recv(64)
            handed_over = list(self._pool.handed_over)
            self._pool.handed_over.clear()
        for worker in handed_over:
            self._adopt(worker)
        self._note_exits()
        self._check_times()
        self._drop_cancelled()
        self._start_jobs()
        self._end_idle()
        return not self._ends()

    def _pause_s(self) -> float | None:
        """Return how long nothing is due, or None when nothing is."""
        now_s = time.monotonic()
        due = [worker.due_s(SLOW_AFTER_S) for worker in self._watched.values()]
        due += [deadline_s for _, _, deadline_s in self._dying.values()]
        with self._pool.lock:
            if not self._pool.users:
                due.append(self._used_s + LINGER_S)
            if self._pool.queue and (len(self._workers) < self._pool.max_workers):
                due.append(now_s)
            idle = [worker.idle_since_s for workers in self._pool.idle.values() for worker in workers]
        if len(self._workers) > 1:
            # Also when one of them is with another thread, which does not wake this one when it puts it back.
            due.append(min(idle, default=now_s) + IDLE_LIMIT_S)
        return max(0.0, min(due) - now_s) if due else None

    # --- workers with a job -------------------------------------------------------------

    def _adopt(self, worker: WorkerProcess) -> None:
        """Take over a worker from another thread: with a job that goes on, or free for the next one, or spent."""
        self._used_s = time.monotonic()
        if worker.job is None:
            self._reuse(worker)
            return
        self._watched[worker.worker_id] = worker
        self._selector.register(worker.connection, selectors.EVENT_READ, worker)
        self._advance(worker)

    def _advance(self, worker: WorkerProcess) -> None:
        """Send and receive what is possible without waiting."""
        try:
            worker.send()
            reply = worker.receive()
        except FrameError as error:
            message = f"the process that evaluates scripts sent what is not a reply: {error}"
            self._stop_worker(worker, ScriptOutcome(error=message, exceeds_limit=True))
            return
        except OSError:
            self._lost(worker)
            return
        if reply is not None:
            self._finish(worker, reply)
            return
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if worker.outgoing else 0)
        if self._selector.get_key(worker.connection).events != events:
            self._selector.modify(worker.connection, events, worker)

    def _finish(self, worker: WorkerProcess, reply: Reply) -> None:
        job = self._unwatch(worker)
        with self._pool.lock:
            is_idle = self._pool.put_back(worker, reply)
        # The worker can be taken by others from here on if it is idle.
        job.finish(reply)
        if not is_idle:
            self._reuse(worker)

    def _unwatch(self, worker: WorkerProcess) -> Job:
        del self._watched[worker.worker_id]
        self._selector.unregister(worker.connection)
        if worker.is_priority_watched and self._host is not None:
            worker.is_priority_watched = False
            self._host.release(worker.worker_id)
        job, worker.job = worker.job, None
        if job is None:
            raise RuntimeError("a worker without a job is not watched")
        self._used_s = time.monotonic()
        return job

    def _reuse(self, worker: WorkerProcess) -> None:
        """Give a free worker the next job of its kind, or make it idle; end it when it is spent."""
        with self._pool.lock:
            waiting = next((job for job in self._pool.queue if job.config == worker.config), None)
            if waiting is not None and not worker.is_spent:
                self._pool.queue.remove(waiting)
            elif not worker.is_spent:
                worker.idle_since_s = time.monotonic()
                self._pool.idle.setdefault(worker.config, []).append(worker)
        if worker.is_spent:
            self._end(worker)
        elif waiting is not None:
            self._begin(worker, waiting)

    def _begin(self, worker: WorkerProcess, job: Job) -> None:
        with contextlib.suppress(OSError):
            worker.begin(job)
        self._adopt(worker)

    # --- the end of workers -------------------------------------------------------------

    def _lost(self, worker: WorkerProcess) -> None:
        """Ask how a worker ended that closed its socket; its job ends with the answer."""
        job = self._unwatch(worker)
        self._dying[worker.worker_id] = (worker, job, time.monotonic() + _EXIT_LIMIT_S)
        self._end(worker)

    def _stop_worker(self, worker: WorkerProcess, result: Result) -> None:
        job = self._unwatch(worker)
        self._end(worker)
        job.finish(result)

    def _end(self, worker: WorkerProcess) -> None:
        self._workers.pop(worker.worker_id, None)
        worker.close()
        if self._host is not None:
            self._host.end_worker(worker.worker_id)

    def _note_exits(self) -> None:
        exited = [] if self._host is None else self._host.exited()
        if exited is None:
            # The fork server is gone. The next job starts another one; its workers die, too, and are noticed.
            self._close_host()
            exited = [(worker_id, 0) for worker_id in self._dying]
        for worker_id, code in exited:
            if code == SLOWED:
                if worker_id in self._workers:
                    self._workers[worker_id].is_slow = True
            elif worker_id in self._dying:
                worker, job, _ = self._dying.pop(worker_id)
                job.finish(outcome_of_death(worker, job, code))

    def _close_host(self) -> None:
        host, self._host = self._host, None
        if host is not None:
            watched = host.watched()
            if watched is not None:
                self._selector.unregister(watched)
            host.close()

    def _check_times(self) -> None:
        now_s = time.monotonic()
        for worker in list(self._watched.values()):
            job = worker.job
            if job is None or job.cancelled:
                self._stop_worker(worker, CLOSED)
            elif now_s >= worker.deadline_s:
                message = job.config.limits.wall_time_exceeded()
                self._stop_worker(worker, ScriptOutcome(error=message, exceeds_limit=True))
            elif now_s >= worker.due_s(SLOW_AFTER_S):
                worker.is_priority_watched = True
                if self._host is not None:
                    self._host.watch(worker.worker_id)
        for worker_id, (worker, job, deadline_s) in list(self._dying.items()):
            if now_s >= deadline_s:
                del self._dying[worker_id]
                job.finish(outcome_of_death(worker, job, 0))

    def _end_idle(self) -> None:
        """End workers that were idle for long; the one that was used last stays, for the next script."""
        now_s = time.monotonic()
        with self._pool.lock:
            idle = sorted((one for some in self._pool.idle.values() for one in some), key=lambda one: one.idle_since_s)
            expired = [worker for worker in idle[:-1] if now_s >= worker.idle_since_s + IDLE_LIMIT_S]
            for worker in expired:
                self._pool.idle[worker.config].remove(worker)
            self._pool.idle = {config: workers for config, workers in self._pool.idle.items() if workers}
        for worker in expired:
            self._end(worker)

    # --- the start of workers -------------------------------------------------------------

    def _drop_cancelled(self) -> None:
        with self._pool.lock:
            if not self._pool.has_cancelled:
                return
            self._pool.has_cancelled = False
            cancelled = [job for job in self._pool.queue if job.cancelled]
            self._pool.queue = deque(job for job in self._pool.queue if not job.cancelled)
        for job in cancelled:
            job.finish(CLOSED)

    def _start_jobs(self) -> None:
        """Start workers for the jobs that wait, as many as there may be."""
        # Not all at once: those that run are to be watched meanwhile.
        for _ in range(_STARTS_PER_STEP):
            with self._pool.lock:
                if not self._pool.queue:
                    return
                # The oldest and the newest in turns: a short script does not wait for all that came before it, and
                # none waits for ever.
                self._takes_newest = not self._takes_newest
                job = self._pool.queue[-1 if self._takes_newest else 0]
                idle = self._pool.idle.get(job.config)
                worker = idle.pop() if idle else None
                if worker is None and len(self._workers) >= self._pool.max_workers and not self._drop_idle():
                    return
                self._pool.queue.remove(job)
            if worker is not None and not worker.is_usable():
                self._end(worker)
                worker = None
            self._start_job(job, worker)

    def _start_job(self, job: Job, worker: WorkerProcess | None) -> None:
        try:
            worker = worker or self._start_worker(job)
        except CannotStartError as error:
            job.finish(ScriptOutcome(error=str(error)))
            return
        self._begin(worker, job)

    def _drop_idle(self) -> bool:
        """End an idle worker of another config to make room; the pool's lock is held."""
        for workers in self._pool.idle.values():
            if workers:
                self._end(workers.pop(0))
                return True
        return False

    def _start_worker(self, job: Job) -> WorkerProcess:
        if self._host is None:
            self._host = new_host()
            watched = self._host.watched()
            if watched is not None:
                self._selector.register(watched, selectors.EVENT_READ)
        try:
            ours, theirs = socket.socketpair()
        except OSError as error:
            raise CannotStartError(f"scripts need a socket to their process: {error.strerror or error}") from None
        worker = WorkerProcess(next(self._ids), job.config, ours)
        with theirs:
            try:
                self._host.start_worker(worker.worker_id, theirs, job.config)
            except CannotStartError:
                worker.close()
                # It may have died while it was idle; the next job gets a new one.
                self._close_host()
                raise
        self._workers[worker.worker_id] = worker
        return worker

    # --- the end of all -------------------------------------------------------------

    def _ends(self) -> bool:
        """Return whether there is nothing more to do, and detach from the pool then."""
        with self._pool.lock:
            is_needed = self._pool.users or self._watched or self._dying or self._pool.queue or self._pool.handed_over
            if not self._stops and (is_needed or time.monotonic() < self._used_s + LINGER_S):
                return False
            # Under the same hold of the lock: no job can come between.
            waiting = self._leave_pool()
        self._end_all(waiting, CLOSED)
        return True

    def _detach(self, outcome: ScriptOutcome) -> None:
        with self._pool.lock:
            waiting = self._leave_pool()
        self._end_all(waiting, outcome)

    def _leave_pool(self) -> list[Job]:
        """Let the next job start another supervisor, and return the jobs that wait. The pool's lock is held."""
        self._pool.supervisor = None
        self._pool.idle.clear()
        workers = [worker.job for worker in self._pool.handed_over if worker.job is not None]
        waiting = [*self._pool.queue, *workers]
        self._pool.queue.clear()
        self._pool.handed_over.clear()
        return waiting

    def _end_all(self, waiting: list[Job], outcome: ScriptOutcome) -> None:
        """Finish all jobs and close all sockets; that the processes end is up to the host."""
        dying = [job for _, job, _ in self._dying.values()]
        watched = [worker.job for worker in self._watched.values() if worker.job is not None]
        for job in (*waiting, *dying, *watched):
            job.finish(outcome)
        for worker in self._workers.values():
            worker.close()

    def forget(self) -> None:
        """Close what this process inherited from its parent, whose thread does not exist here."""
        for worker in list(self._workers.values()):
            worker.close()
        if isinstance(self._host, ForkingHost | SpawningHost):
            self._host.forget()
        # Closing the selector only closes the descriptor of this process; unregistering would reach the parent's.
        self._selector.close()
        self._waker.close()
        self._wakened.close()
