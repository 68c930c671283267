# -*- coding: utf-8 -*-
import csv, codecs, os, re, sys, json, logging, time, argparse
from collections import defaultdict, Counter
log = logging.getLogger(__name__)
def read_rows(path, encoding='utf-8'):
    with codecs.open(path, 'r', encoding) as handle:
        for row in csv.DictReader(handle):
            row = dict((k.strip(), (v or '').strip()) for k, v in row.items())
            if not any(row.values()):
                continue
            yield row
def retry(fn, times=3, delay=0):
    attempt = 0
    while True:
        try:
            attempt += 1
            return fn(attempt)
        except (ValueError, KeyError) as e:
            if attempt >= times:
                raise
            print('retry %d after %s' % (attempt, e))
            time.sleep(delay)
def flaky(n):
    if n < 3:
        raise ValueError('no %d' % n)
    return 'ok'
class Stats(object):
    def __init__(self):
        self.by_state = defaultdict(int)
        self.seen = set()
        self.errors = []
    def note(self, state, ident=None):
        self.by_state[state] += 1
        if ident is not None and ident not in self.seen:
            self.seen.add(ident)
    def summary(self):
        return ', '.join('{}={}'.format(k, v) for k, v in sorted(self.by_state.items()))
    def __str__(self):
        return 'Stats(%s)' % self.summary()
def sorted_out(texts):
    good, bad = [], []
    for number, text in enumerate(texts, 1):
        try:
            good.append(int(text))
        except ValueError as error:
            bad.append((number, str(error)))
    return good, bad
def m_of(text):
    m = re.match(r'(?P<object>\w+)-(\d+)', text)
    return m.group('object') + m.group(2) if m else None
def main(argv=None):
    with open('in.csv', 'w') as f:
        w = csv.writer(f)
        w.writerow(['Name', ' Amount ', 'Zip'])
        w.writerows([['Ann, "A"', '10.50', '01234'], ['Bob', '3', ''], ['', '', ''], ['Cé', '-7.25', '9']])
    rows = list(read_rows('in.csv'))
    print(len(rows), rows[0]['Name'], rows[-1]['Amount'])
    total = sum(float(r['Amount']) for r in rows)
    print('total %.2f avg %s' % (total, total / len(rows)))
    print(retry(flaky))
    stats = Stats()
    for n, row in enumerate(rows, start=1):
        state = 'big' if float(row['Amount']) > 5 else 'small'
        stats.note(state, row['Zip'] or None)
        print('%3d. %-10s %8.2f %s' % (n, row['Name'][:10], float(row['Amount']), row.get('Nope', '-')))
    print(stats, len(stats.seen))
    print(stats.by_state['none'], stats)
    errors = [r for r in rows if not r['Zip'].isdigit()]
    print(len(errors), [r['Name'] for r in errors])
    ids = ['001%012d' % i for i in range(1, 6)]
    for i in range(0, len(ids), 2):
        batch = ids[i:i + 2]
        print("Id IN (%s)" % ','.join("'%s'" % x for x in batch))
    by_first = {}
    for name in ['ann', 'bob', 'al']:
        by_first.setdefault(name[0], []).append(name)
    print(sorted(by_first.items()), Counter(n[0] for n in ['a', 'b', 'ax']).most_common(1))
    header, rest = 'Id,Name\n1,x\n2,y\n'.split('\n', 1)
    print(header, rest.strip().split('\n')[-1])
    lines = ['"Id","Success","Created","Error"', '"001","true","true",""', '"","false","false","REQUIRED_FIELD_MISSING:Missing: [LastName]:LastName --"', '']
    ok = fail = 0
    for rec in csv.reader(lines[1:-1]):
        ident, success, created, error = rec
        if success == 'true':
            ok += 1
        else:
            fail += 1
            print(error.split(':')[0])
    print('ok=%d fail=%d rate=%.1f%%' % (ok, fail, 100.0 * ok / (ok + fail)))
    print(json.dumps({'ok': ok, 'errors': [e for e in lines if not e]}, sort_keys=True))
    assert ok == 1, 'wrong'
    elapsed = 3725
    print('%02d:%02d:%02d' % (elapsed // 3600, elapsed % 3600 // 60, elapsed % 60))
    config = {'user': os.environ.get('NOPE_X', 'nobody'), 'n': int(os.environ.get('NOPE_N', 5))}
    print('%(user)s/%(n)03d' % config, '{user}/{n:>4}'.format(**config))
    first = next((r for r in rows if r['Name'] == 'Bob'), None)
    print(first['Amount'] if first else 'none', next(iter([]), 'empty'))
    flags = [a for a in sys.argv[1:] if a.startswith('-')] or ['none']
    print(flags, sys.argv[1] if len(sys.argv) > 1 else '')
    matrix = [[i * j for j in range(3)] for i in range(3)]
    print(matrix, sum(map(sum, matrix)), [row[1] for row in matrix], max(rows, key=lambda r: len(r['Name']))['Name'])
    print(sorted(rows, key=lambda r: (r['Zip'] == '', -float(r['Amount'])))[0]['Name'])
    name, _, domain = 'ada@example.com'.partition('@')
    print(name, domain, 'ada@example.com'.split('@')[-1].upper(), not name, name and domain)
    f = None
    try:
        f = open('missing.csv')
    except (IOError, OSError):
        print('missing')
    finally:
        if f is not None:
            f.close()
    while rows:
        r = rows.pop()
        if r['Name'].startswith('A'):
            break
    else:
        print('drained')
    print(len(rows), u'caf\xe9', r'a\b', 0x1F, 1e3, 10 ** 3, 7 // 2 * 2, -7 // 2, 2 ** -1)
    seen = set()
    print([v for v in [1, 2, 1, 3, 2] if v in seen or seen.add(v)])
    good, bad = sorted_out(['1', 'x', '22'])
    print(good, bad, m_of('Contact-12'))
    return 1 if fail else 0
if __name__ == '__main__':
    sys.exit(main())
