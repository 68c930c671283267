from collections import OrderedDict, defaultdict, Counter
import collections
od = OrderedDict()
od['b'] = 1
od['a'] = 2
print(list(od.keys()), od.get('b'), list(od.items()))
od2 = OrderedDict([('x', 1), ('y', 2)])
for k, v in od2.items():
    print(k, v)
print(od2.popitem(), od2.popitem(last=False) if od2 else None)
print(list(od))
print(sorted(od.items()), OrderedDict(sorted(od.items()))['a'])
dd = defaultdict(list)
for k, v in [('a', 1), ('b', 2), ('a', 3)]:
    dd[k].append(v)
print(sorted(dd.items()), dict(dd), len(dd), 'a' in dd, 'z' in dd)
n = defaultdict(int)
n['x'] += 1
n['x'] += 2
n['y'] -= 1
print(n['x'], n['y'], n['z'], dict(n))
nested = defaultdict(lambda: defaultdict(int))
nested['a']['b'] += 1
nested['a']['c'] += 5
for k in nested:
    print(k, dict(nested[k]))
nl = defaultdict(lambda: defaultdict(list))
nl['o']['i'].append('r')
print(nl['o']['i'], nl['p'].get('q'))
ds = defaultdict(set)
ds['e'].add(1); ds['e'].add(1)
print(len(ds['e']))
dt = defaultdict(lambda: 'none')
print(dt['q'])
dc = defaultdict(lambda: {'ok': 0, 'failed': 0})
dc['a']['ok'] += 1
print(dict(dc))
c = Counter()
c['a'] += 1
c.update(['a', 'b'])
c.update({'z': 3})
print(c['a'], c['missing'], c.most_common(2), sum(c.values()))
w = Counter('a b a c a'.split())
print(w.most_common(1)[0][0], sorted(w.items()), w['a'])
for key, count in w.most_common():
    print(key, count)
total = Counter(x['s'] for x in [{'s': 'ok'}, {'s': 'bad'}, {'s': 'ok'}])
print(total['ok'], len(total))
both = w + Counter(['a', 'z'])
print(both['a'], both['z'])
print(list(w.elements()))
print(w['a'])
def tally(rows):
    counts = collections.Counter()
    for row in rows:
        counts[row] += 1
    return counts
tallied = tally(['p', 'p', 'q'])
print(tallied['p'], tallied['nothing'], tallied.get('nothing', 0))
print(c.items() and 'yes')
dq2 = collections.deque()
dq2.append(1); dq2.append(2); dq2.appendleft(0)
print(dq2.popleft(), len(dq2), dq2[0])
while dq2:
    print(dq2.popleft())
