"""The JavaScript that surrounds every script: it builds `$` and hands the result out.

`$` is a Java map in the real server. What a workflow could notice of that is imitated: the texts of maps
and lists, JSON.stringify of a map, the methods of Java's collections, and that Object.keys and its kin
see those methods instead of the entries.
"""

PRELUDE = """
(function (source, given) {
  const keys = Object.keys;
  const hosts = new WeakSet();
  const methods = {
    map: ('get values clear replaceAll entrySet forEach keySet containsValue getOrDefault reversed sequencedKeySet '
      + 'sequencedValues sequencedEntrySet putFirst putLast remove size put clone isEmpty replace merge putAll '
      + 'putIfAbsent compute computeIfAbsent containsKey computeIfPresent equals toString hashCode firstEntry '
      + 'lastEntry pollFirstEntry pollLastEntry').split(' '),
    list: ('remove size get equals hashCode clone sort indexOf clear lastIndexOf isEmpty replaceAll add subList '
      + 'toArray iterator contains spliterator addAll trimToSize set forEach ensureCapacity removeIf getFirst getLast '
      + 'addFirst addLast removeFirst removeLast removeAll retainAll listIterator toString containsAll stream '
      + 'parallelStream reversed').split(' '),
  };
  function members(value) {
    return Array.isArray(value) ? [...keys(value), ...methods.list] : methods.map;
  }
  function member(value, name) {
    return Array.isArray(value) && keys(value).includes(name) ? value[name] : () => undefined;
  }
  function seeMembers(name, one) {
    const usual = Object[name];
    const value = it => hosts.has(it) ? members(it).map(key => one(it, key)) : usual(it);
    Object.defineProperty(Object, name, {value, writable: true, configurable: true});
  }
  const assign = Object.assign;
  function assignMembers(target, ...sources) {
    const seen = it => hosts.has(it) ? Object.fromEntries(members(it).map(key => [key, member(it, key)])) : it;
    return assign(target, ...sources.map(seen));
  }
  function text(value) {
    if (value === null || value === undefined) return 'null';
    if (Array.isArray(value)) return '[' + value.map(text).join(', ') + ']';
    if (typeof value === 'object') {
      return '{' + keys(value).map(key => key + '=' + text(value[key])).join(', ') + '}';
    }
    return String(value);
  }
  function hide(target, members) {
    for (const name of keys(members)) {
      if (!Object.prototype.hasOwnProperty.call(target, name)) {
        const value = members[name];
        Object.defineProperty(target, name, {value, enumerable: false, writable: true, configurable: true});
      }
    }
  }
  function host(value) {
    if (value === null || typeof value !== 'object') return value;
    hosts.add(value);
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
    keys(value).forEach(key => host(value[key]));
    hide(value, {
      toString() { return text(this); },
      toJSON() { return {}; },
      get(key) { return this[key] === undefined ? null : this[key]; },
      getOrDefault(key, other) { return this[key] === undefined ? other : this[key]; },
      put(key, item) { this[key] = item; },
      containsKey(key) { return keys(this).includes(String(key)); },
      size() { return keys(this).length; },
      isEmpty() { return keys(this).length === 0; },
      keySet() { return keys(this); },
      values() { return keys(this).map(key => this[key]); },
      hasOwnProperty(name) { return methods.map.includes(name); },
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
    return {'$map': keys(value).map(key => [key, plain(value[key], depth + 1)])};
  }
  function number(value) {
    if (Number.isNaN(value)) return {'$': 'NaN'};
    if (!Number.isFinite(value)) return {'$': value > 0 ? 'Infinity' : '-Infinity'};
    if (Object.is(value, -0)) return {'$float': '-0.0'};
    if (Number.isInteger(value) && Math.abs(value) < 9223372036854775808) return {'$int': value.toFixed(0)};
    return {'$float': String(value)};
  }
  globalThis.$ = host(JSON.parse(given));
  Object.defineProperty(Object, 'assign', {value: assignMembers, writable: true, configurable: true});
  seeMembers('keys', (it, key) => key);
  seeMembers('values', member);
  seeMembers('entries', (it, key) => [key, member(it, key)]);
  return JSON.stringify(plain((0, eval)(source), 0));
})
"""
