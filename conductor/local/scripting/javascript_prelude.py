"""The JavaScript that surrounds every script: it builds `$` and writes the result as JSON.

`$` is a Java map in the real server. What a workflow could notice of that is imitated: the texts of maps and lists,
JSON.stringify of a map, the methods of Java's collections, and that Object.keys, values, entries and assign see those
methods instead of the entries.

The prelude takes what it needs from the built-in objects before the script runs, so that a script that overwrites
them changes only itself. This is for correct results. The limits do not depend on it: everything here, also the text
of an error and the conversion of a result, runs in the worker process and under its limits.

The first part is evaluated before the script is known. It returns a function `(source, scope, nowMs, maxLength)` that
returns "V" and JSON text, "E" and an error text, or "L" for a result that is too large.
"""

PRELUDE = r"""
(function () {
  'use strict';
  const {keys, is, setPrototypeOf, defineProperty, create, fromEntries, assign, values, entries} = Object;
  const {isArray} = Array, {parse, stringify} = JSON, {isInteger, isFinite} = Number, {abs} = Math;
  const {construct, apply} = Reflect, text = String, number = Number, evaluate = eval;
  const RealDate = Date, RealMap = Map, RealError = Error, fixed = number.prototype.toFixed;
  const mapForEach = RealMap.prototype.forEach, sorted = Array.prototype.sort, sliced = text.prototype.slice;
  const hosts = new WeakSet(), has = hosts.has, add = hosts.add;
  const tooLarge = {};
  let now = 0, room = 0, isConverting = false, mapMethods, listMethods;

  function define(target, name, value, enumerable = false) {
    defineProperty(target, name, {__proto__: null, value, enumerable, writable: true, configurable: true});
  }
  function methodNames() {
    mapMethods ??= ('get values clear replaceAll entrySet forEach keySet containsValue getOrDefault reversed '
      + 'sequencedKeySet sequencedValues sequencedEntrySet putFirst putLast remove size put clone isEmpty replace '
      + 'merge putAll putIfAbsent compute computeIfAbsent containsKey computeIfPresent equals toString hashCode '
      + 'firstEntry lastEntry pollFirstEntry pollLastEntry').split(' ');
    listMethods ??= ('remove size get equals hashCode clone sort indexOf clear lastIndexOf isEmpty replaceAll add '
      + 'subList toArray iterator contains spliterator addAll trimToSize set forEach ensureCapacity removeIf getFirst '
      + 'getLast addFirst addLast removeFirst removeLast removeAll retainAll listIterator toString containsAll stream '
      + 'parallelStream reversed').split(' ');
  }
  const isHost = value => value !== null && typeof value === 'object' && apply(has, hosts, [value]);
  function members(value) {
    methodNames();
    return isArray(value) ? [...keys(value), ...listMethods] : [...mapMethods];
  }
  function member(value, name) {
    return isArray(value) && keys(value).includes(name) ? value[name] : () => undefined;
  }
  define(Object, 'keys', it => isHost(it) ? members(it) : keys(it));
  define(Object, 'values', it => isHost(it) ? members(it).map(key => member(it, key)) : values(it));
  define(Object, 'entries', it => isHost(it) ? members(it).map(key => [key, member(it, key)]) : entries(it));
  define(Object, 'assign', (target, ...sources) => assign(target, ...sources.map(
    it => isHost(it) ? fromEntries(members(it).map(key => [key, member(it, key)])) : it)));

  function javaText(value) {
    if (value === null || value === undefined) return 'null';
    if (isArray(value)) return '[' + value.map(javaText).join(', ') + ']';
    if (typeof value === 'object') {
      return '{' + keys(value).map(key => key + '=' + javaText(value[key])).join(', ') + '}';
    }
    return text(value);
  }
  const listPrototype = create(Array.prototype), mapPrototype = create(Object.prototype);
  function methods(prototype, given) {
    for (const name of keys(given)) define(prototype, name, given[name]);
  }
  methods(listPrototype, {
    toString() { return javaText(this); },
    get(index) { return this[index]; },
    size() { return this.length; },
    isEmpty() { return this.length === 0; },
    add(item) { this.push(item); return true; },
    contains(item) { return this.includes(item); },
    sort(order) {
      if (order === undefined) throw new TypeError('invokeMember (sort) on java.util.ArrayList failed');
      apply(sorted, this, [order]);
    },
  });
  methods(mapPrototype, {
    toString() { return javaText(this); },
    toJSON() { return {}; },
    get(key) { return this[key] === undefined ? null : this[key]; },
    getOrDefault(key, other) { return this[key] === undefined ? other : this[key]; },
    put(key, item) { this[key] = item; },
    containsKey(key) { return keys(this).includes(text(key)); },
    size() { return keys(this).length; },
    isEmpty() { return keys(this).length === 0; },
    keySet() { return keys(this); },
    values() { return keys(this).map(key => this[key]); },
    hasOwnProperty(name) { methodNames(); return mapMethods.includes(name); },
  });
  function host(value) {
    if (value === null || typeof value !== 'object') return value;
    apply(add, hosts, [value]);
    const names = keys(value);
    for (let i = 0; i < names.length; i++) host(value[names[i]]);
    return setPrototypeOf(value, isArray(value) ? listPrototype : mapPrototype);
  }

  // Time stands still at the time of the call. The constructor of the host's clock is not reachable.
  function FrozenDate(...given) {
    if (new.target === undefined) return new FrozenDate().toString();
    return construct(RealDate, given.length === 0 ? [now] : given, new.target);
  }
  define(FrozenDate, 'name', 'Date');
  define(FrozenDate, 'length', 7);
  define(FrozenDate, 'now', () => now);
  define(FrozenDate, 'parse', RealDate.parse);
  define(FrozenDate, 'UTC', RealDate.UTC);
  FrozenDate.prototype = RealDate.prototype;
  define(RealDate.prototype, 'constructor', FrozenDate);
  define(globalThis, 'Date', FrozenDate);
  delete globalThis.performance;

  function spend(written) {
    room -= written.length;
    if (room < 0) throw tooLarge;
    return written;
  }
  function floatText(value) {
    if (!isFinite(value)) return value !== value ? '"NaN"' : value > 0 ? '"Infinity"' : '"-Infinity"';
    if (is(value, -0)) return '-0.0';
    if (!isInteger(value)) return '' + value;
    if (abs(value) < 9223372036854775808) return apply(fixed, value, [0]);
    return value + (abs(value) < 1e21 ? '.0' : '');
  }
  function bigText(value) {
    return value < 9223372036854775808n && value > -9223372036854775808n ? '' + value : floatText(number(value));
  }
  function entriesOf(map) {
    const found = {__proto__: null};
    apply(mapForEach, map, [(item, name) => define(found, text(name), item, true)]);
    return found;
  }
  function json(value, depth) {
    switch (typeof value) {
      case 'undefined': return spend('null');
      case 'boolean': return spend(value ? 'true' : 'false');
      case 'number': return spend(floatText(value));
      case 'bigint': return spend(bigText(value));
      case 'string': return spend(stringify(value));
      case 'function': case 'symbol': return spend('{}');
    }
    if (value === null) return spend('null');
    if (depth > 900) throw new RangeError('Maximum call stack size exceeded');
    let written = '';
    if (isArray(value)) {
      const length = value.length;
      for (let i = 0; i < length; i++) written += (i ? spend(',') : '') + json(value[i], depth + 1);
      return spend('[') + written + ']';
    }
    if (value instanceof RealDate) return spend('{}');
    if (value instanceof RealMap) value = entriesOf(value);
    const names = keys(value);
    for (let i = 0; i < names.length; i++) {
      written += (i ? spend(',') : '') + spend(stringify(names[i])) + ':' + json(value[names[i]], depth + 1);
    }
    return spend('{') + written + '}';
  }
  function describe(thrown) {
    let words = 'Error', stack = '';
    try { words = text(thrown); } catch { }
    // The stack is for the line of the script; while the result is converted it would be a line of this prelude.
    if (!isConverting) {
      try { if (thrown instanceof RealError && typeof thrown.stack === 'string') stack = thrown.stack; } catch { }
    }
    return apply(sliced, words, [0, 16384]) + '\n' + apply(sliced, stack, [0, 4096]);
  }
  return function run(source, scope, nowMs, maxLength) {
    now = nowMs;
    room = maxLength;
    try {
      globalThis.$ = host(parse(scope));
      const value = evaluate(source);
      isConverting = true;
      return 'V' + json(value, 0);
    } catch (thrown) {
      return thrown === tooLarge ? 'L' : 'E' + describe(thrown);
    }
  };
})()
"""
