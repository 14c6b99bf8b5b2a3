"""The JavaScript that surrounds every script: it builds `$` and writes the result as JSON.

`$` is a Java map in the real server. What a workflow could notice of that is imitated: the texts of maps and lists,
JSON.stringify of a map, the methods of Java's collections, and that Object.keys, values, entries and assign see those
methods instead of the entries.

The prelude takes what it needs from the built-in objects before the script runs, so that a script that overwrites
them changes only itself. This is for correct results. The limits do not depend on it: everything here, also the text
of an error and the conversion of a result, runs in the worker process and under its limits.

Each script has a new interpreter, which has to compile this text. So what not every script needs is apart: RESULTS is
compiled for results that are not just a number or a boolean, and JAVA_METHODS when a script asks for one of its names.

PRELUDE is a function `(javaMethods, results)` that returns a function `(source, scope, nowMs, maxLength)`. That one
returns "V" and JSON text, "E" and an error text, or "L" for a result that is too large.
"""

PRELUDE = r"""
(function (javaMethods, results) {
  'use strict';
  const {keys, values, entries, assign, fromEntries, setPrototypeOf, defineProperty, create} = Object;
  const core = {
    keys, values, entries, assign, fromEntries, Object, Math, Number, String, Date, Map, Error, define, provide, now: 0,
    getPrototypeOf: Object.getPrototypeOf, getOwnPropertyDescriptor: Object.getOwnPropertyDescriptor, is: Object.is,
    isArray: Array.isArray, isInteger: Number.isInteger, isFinite: Number.isFinite, abs: Math.abs,
    apply: Reflect.apply, construct: Reflect.construct, parse: JSON.parse, stringify: JSON.stringify,
    fixed: Number.prototype.toFixed, slice: String.prototype.slice, sort: Array.prototype.sort,
    forEach: Map.prototype.forEach, mapPrototype: {}, listPrototype: create(Array.prototype), global: globalThis,
    room: 0,
  };
  const evaluate = eval, {isArray, mapPrototype, listPrototype} = core;
  let areProvided = false;
  function define(target, name, value, enumerable) {
    defineProperty(target, name, {__proto__: null, value, enumerable, writable: true, configurable: true});
  }
  // JAVA_METHODS provides these names, unless the script has set them before.
  function defer(target, name) {
    function get() {
      if (!areProvided) {
        areProvided = true;
        evaluate(javaMethods)(core);
      }
      return this[name];
    }
    get.isDeferred = true;
    const set = function (value) { define(this, name, value, true); };
    defineProperty(target, name, {__proto__: null, get, set, configurable: true});
  }
  function provide(target, name, value) {
    if (core.getOwnPropertyDescriptor(target, name)?.get?.isDeferred) define(target, name, value);
  }
  for (const name of ['toString', 'toJSON', 'get', 'getOrDefault', 'put', 'containsKey', 'size', 'isEmpty', 'keySet',
    'values', 'hasOwnProperty']) defer(mapPrototype, name);
  for (const name of ['toString', 'get', 'size', 'isEmpty', 'add', 'contains', 'sort']) defer(listPrototype, name);
  for (const name of ['keys', 'values', 'entries', 'assign']) defer(Object, name);
  defer(globalThis, 'Date');
  delete globalThis.performance;

  function host(value) {
    if (value === null || typeof value !== 'object') return value;
    const names = keys(value);
    for (let i = 0; i < names.length; i++) host(value[names[i]]);
    return setPrototypeOf(value, isArray(value) ? listPrototype : mapPrototype);
  }
  return function run(source, scope, nowMs, maxLength) {
    core.now = nowMs;
    core.room = maxLength;
    let isConverting = false;
    try {
      globalThis.$ = host(core.parse(scope));
      const value = evaluate(source);
      const isSmall = typeof value === 'number' && value === (value | 0) && value !== 0;
      if (isSmall || value === true || value === false || value === null) return 'V' + value;
      isConverting = true;
      return evaluate(results)(core).convert(value);
    } catch (thrown) {
      return evaluate(results)(core).describe(thrown, isConverting);
    }
  };
})
"""

# A function of `core` that converts what is not the simplest result, and describes errors.
RESULTS = r"""
(function (core) {
  'use strict';
  const {keys, is, isArray, isInteger, isFinite, abs, apply, stringify, define, String: text, Number: number} = core;
  core.tooLarge ??= {};
  function spend(written) {
    core.room -= written.length;
    if (core.room < 0) throw core.tooLarge;
    return written;
  }
  function floatText(value) {
    if (!isFinite(value)) return value !== value ? '"NaN"' : value > 0 ? '"Infinity"' : '"-Infinity"';
    if (is(value, -0)) return '-0.0';
    if (!isInteger(value)) return '' + value;
    if (abs(value) < 9223372036854775808) return apply(core.fixed, value, [0]);
    return value + (abs(value) < 1e21 ? '.0' : '');
  }
  function json(value, depth) {
    switch (typeof value) {
      case 'undefined': return spend('null');
      case 'boolean': return spend(value ? 'true' : 'false');
      case 'number': return spend(floatText(value));
      case 'string': return spend(stringify(value));
      case 'function': case 'symbol': return spend('{}');
      case 'bigint':
        return spend(value < 9223372036854775808n && -value < 9223372036854775808n ? '' + value
          : floatText(number(value)));
    }
    if (value === null) return spend('null');
    if (depth > 900) throw new RangeError('Maximum call stack size exceeded');
    let written = '';
    if (isArray(value)) {
      const length = value.length;
      for (let i = 0; i < length; i++) written += (i ? spend(',') : '') + json(value[i], depth + 1);
      return spend('[') + written + ']';
    }
    if (value instanceof core.Date) return spend('{}');
    let names, items;
    if (value instanceof core.Map) {
      names = [], items = [];
      apply(core.forEach, value, [(item, name) => {
        const i = names.length;
        define(names, i, text(name), true);
        define(items, i, item, true);
      }]);
    } else {
      names = keys(value);
    }
    for (let i = 0; i < names.length; i++) {
      const item = items === undefined ? value[names[i]] : items[i];
      written += (i ? spend(',') : '') + spend(stringify(names[i])) + ':' + json(item, depth + 1);
    }
    return spend('{') + written + '}';
  }
  // A long string that was concatenated is a tree, which the binding cannot read; a part of one is not.
  const flat = string => apply(core.slice, '.' + string, [1]);
  return {
    convert: value => flat('V' + json(value, 0)),
    describe(thrown, isConverting) {
      if (thrown === core.tooLarge) return 'L';
      let words = 'Error', stack = '';
      try { words = text(thrown); } catch { }
      // The stack is for the line of the script; while the result is converted it would be a line of this text.
      if (!isConverting) {
        try { if (thrown instanceof core.Error && typeof thrown.stack === 'string') stack = thrown.stack; } catch { }
      }
      return flat('E' + apply(core.slice, words, [0, 16384]) + '\n' + apply(core.slice, stack, [0, 4096]));
    },
  };
})
"""

# A function of `core`, which has what the built-in objects were before the script ran.
JAVA_METHODS = r"""
(function (core) {
  'use strict';
  const {isArray, keys, values, entries, assign, fromEntries, apply, provide, define} = core;
  const {mapPrototype, listPrototype} = core;
  const mapMethods = ('get values clear replaceAll entrySet forEach keySet containsValue getOrDefault reversed '
    + 'sequencedKeySet sequencedValues sequencedEntrySet putFirst putLast remove size put clone isEmpty replace merge '
    + 'putAll putIfAbsent compute computeIfAbsent containsKey computeIfPresent equals toString hashCode firstEntry '
    + 'lastEntry pollFirstEntry pollLastEntry').split(' ');
  const listMethods = ('remove size get equals hashCode clone sort indexOf clear lastIndexOf isEmpty replaceAll add '
    + 'subList toArray iterator contains spliterator addAll trimToSize set forEach ensureCapacity removeIf getFirst '
    + 'getLast addFirst addLast removeFirst removeLast removeAll retainAll listIterator toString containsAll stream '
    + 'parallelStream reversed').split(' ');

  function javaText(value) {
    if (value === null || value === undefined) return 'null';
    if (isArray(value)) return '[' + value.map(javaText).join(', ') + ']';
    if (typeof value === 'object') {
      return '{' + keys(value).map(key => key + '=' + javaText(value[key])).join(', ') + '}';
    }
    return core.String(value);
  }
  function provideAll(target, methods) {
    for (const name of keys(methods)) provide(target, name, methods[name]);
  }
  provideAll(listPrototype, {
    toString() { return javaText(this); },
    get(index) { return this[index]; },
    size() { return this.length; },
    isEmpty() { return this.length === 0; },
    add(item) { this.push(item); return true; },
    contains(item) { return this.includes(item); },
    sort(order) {
      if (order === undefined) throw new TypeError('invokeMember (sort) on java.util.ArrayList failed');
      apply(core.sort, this, [order]);
    },
  });
  provideAll(mapPrototype, {
    toString() { return javaText(this); },
    toJSON() { return {}; },
    get(key) { return this[key] === undefined ? null : this[key]; },
    getOrDefault(key, other) { return this[key] === undefined ? other : this[key]; },
    put(key, item) { this[key] = item; },
    containsKey(key) { return keys(this).includes(core.String(key)); },
    size() { return keys(this).length; },
    isEmpty() { return keys(this).length === 0; },
    keySet() { return keys(this); },
    values() { return keys(this).map(key => this[key]); },
    hasOwnProperty(name) { return mapMethods.includes(name); },
  });

  function isHost(value) {
    if (value === null || typeof value !== 'object') return false;
    const prototype = core.getPrototypeOf(value);
    return prototype === mapPrototype || prototype === listPrototype;
  }
  const members = value => isArray(value) ? [...keys(value), ...listMethods] : [...mapMethods];
  function member(value, name) {
    return isArray(value) && keys(value).includes(name) ? value[name] : () => undefined;
  }
  const pairs = value => members(value).map(name => [name, member(value, name)]);
  provideAll(core.Object, {
    keys: value => isHost(value) ? members(value) : keys(value),
    values: value => isHost(value) ? members(value).map(name => member(value, name)) : values(value),
    entries: value => isHost(value) ? pairs(value) : entries(value),
    assign: (target, ...sources) => assign(
      target, ...sources.map(value => isHost(value) ? fromEntries(pairs(value)) : value)),
  });

  // Time stands still at the time of the call. The constructor that reads the clock of the host is not reachable.
  function Date(...given) {
    if (new.target === undefined) return new Date().toString();
    return core.construct(core.Date, given.length === 0 ? [core.now] : given, new.target);
  }
  define(Date, 'length', 7);
  define(Date, 'now', () => core.now);
  define(Date, 'parse', core.Date.parse);
  define(Date, 'UTC', core.Date.UTC);
  Date.prototype = core.Date.prototype;
  define(Date.prototype, 'constructor', Date);
  provide(core.global, 'Date', Date);
})
"""
