class Job(object):
    def __init__(self):
        self.id = '750'
        self.counts = {'ok': 3}
        self.rows = ['a', 'b']
job = Job()
d = {'name': 'x', 'n': 3, 'rate': 0.5, 'inner': {'k': [1, 2]}}
print('{0.id} {0.counts[ok]} {0.rows[1]}'.format(job), '{job.id:>6}|{job.rows}'.format(job=job))
print('{d[name]} {d[inner][k][1]}'.format(d=d), '{name} {n:03d} {rate:.1%}'.format(**d))
print('{} {}'.format(*['a', 'b']), '{1} {0}'.format('a', 'b'), '{0} {0}'.format('z'))
print('%(name)s %(n)05d %(rate).2f %(n)x' % d, '%(name)-5s|%(name)5s|' % d)
fmt = '%(name)s has %(n)d'
print(fmt % d)
tmpl = '{name:<5}|{n:>5}|{0[0]}'
print(tmpl.format(['q'], **d))
tmpl2 = '{job.id} {job.rows[0]} {d[inner][k]}'
print(tmpl2.format(job=job, d=d))
print('{:>{w}} {:{f}}'.format('a', 2.5, w=5, f='.2f'), '{:,}'.format(1234567), '{:+d} {:e}'.format(5, 12345.678))
print('{!r:>5} {!s}'.format('a', None), '{:^9}|{:*<5}|{:=+6d}'.format('mid', 'x', 7))
print('%s %s' % ('a', 1), '%5.1f%%' % 12.34, '%r' % 'x', '%-10s|' % 'ab', '%+d' % 3, '%s' % None, '%s' % [1, 'a'])
print('%s' % d['inner'], '%d items' % len(d), '%.3s|' % 'abcdef', '%*d' % (5, 42), '%x %X %o' % (255, 255, 8))
args = ('a', 2)
print('%s-%d' % args)
print("{a[0][x]}".format(a=[{'x': 1}]), '{:b} {:x} {:#x}'.format(5, 255, 255), '{:.3}'.format('abcdef'))
values = vars(job)
print(sorted(values))
print('{id}'.format(**vars(job)), '%(id)s' % job.__dict__)
print('{:5}|{:<5}|{:>5}|'.format(3, 3, 'a'), '{:05.1f}'.format(2.25), '{:g} {:g}'.format(3.0, 1e10), '{:s}'.format('t'))
print('{{}} {0}'.format(1), '{{{0}}}'.format('x'), '{:d}%'.format(5))
n = 1234.5
print(f'{n:,.2f} {n!r} {job.id!r:>8} {d["name"]:^5}| {"a" if n else "b"} {n=}')
