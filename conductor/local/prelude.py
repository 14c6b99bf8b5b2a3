"""The JavaScript that surrounds every script: it builds `$` and hands the result out.

`$` is a Java map in the real server. What a workflow could notice of that is imitated: the texts of maps
and lists, JSON.stringify of a map, and the methods of Java's collections.
"""

PRELUDE = """
(function (source, given) {
  function text(value) {
    if (value === null || value === undefined) return 'null';
    if (Array.isArray(value)) return '[' + value.map(text).join(', ') + ']';
    if (typeof value === 'object') {
      return '{' + Object.keys(value).map(key => key + '=' + text(value[key])).join(', ') + '}';
    }
    return String(value);
  }
  function hide(target, members) {
    for (const name of Object.keys(members)) {
      if (!Object.prototype.hasOwnProperty.call(target, name)) {
        const value = members[name];
        Object.defineProperty(target, name, {value, enumerable: false, writable: true, configurable: true});
      }
    }
  }
  function host(value) {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) {
      value.forEach(host);
      hide(value, {
        toString() { return text(this); },
        get(index) { return this[index]; },
        size() { return this.length; },
        isEmpty() { return this.length === 0; },
        add(item) { this.push(item); return true; },
        contains(item) { return this.includes(item); },
        sort(order) {
          if (order === undefined) throw new TypeError('invokeMember (sort) on java.util.ArrayList failed');
          Array.prototype.sort.call(this, order);
        },
      });
      return value;
    }
    Object.keys(value).forEach(key => host(value[key]));
    hide(value, {
      toString() { return text(this); },
      toJSON() { return {}; },
      get(key) { return this[key] === undefined ? null : this[key]; },
      getOrDefault(key, other) { return this[key] === undefined ? other : this[key]; },
      put(key, item) { this[key] = item; },
      containsKey(key) { return Object.keys(this).includes(String(key)); },
      size() { return Object.keys(this).length; },
      isEmpty() { return Object.keys(this).length === 0; },
      keySet() { return Object.keys(this); },
      values() { return Object.keys(this).map(key => this[key]); },
    });
    return value;
  }
  function plain(value, depth) {
    if (value === undefined || value === null) return null;
    if (typeof value === 'bigint') return {'$big': value.toString()};
    if (typeof value === 'number') return number(value);
    if (typeof value === 'function' || typeof value === 'symbol') return {'$map': []};
    if (typeof value !== 'object') return {'$': value};
    if (depth > 900) throw new RangeError('Maximum call stack size exceeded');
    if (Array.isArray(value)) return {'$list': Array.from(value, item => plain(item, depth + 1))};
    if (value instanceof Date) return {'$map': []};
    if (value instanceof Map) {
      return {'$map': Array.from(value, pair => [String(pair[0]), plain(pair[1], depth + 1)])};
    }
    return {'$map': Object.keys(value).map(key => [key, plain(value[key], depth + 1)])};
  }
  function number(value) {
    if (Number.isNaN(value)) return {'$': 'NaN'};
    if (!Number.isFinite(value)) return {'$': value > 0 ? 'Infinity' : '-Infinity'};
    if (Object.is(value, -0)) return {'$float': '-0.0'};
    if (Number.isInteger(value) && Math.abs(value) < 9223372036854775808) return {'$int': value.toFixed(0)};
    return {'$float': String(value)};
  }
  globalThis.$ = host(JSON.parse(given));
  return JSON.stringify(plain((0, eval)(source), 0));
})
"""
