class Session(object):
    def __init__(self, name):
        self.name = name
    def __enter__(self):
        print('enter', self.name)
        return self
    def __exit__(self, exc_type, exc_value, traceback):
        print('exit', self.name, exc_type is None, exc_value)
        if exc_type: print(exc_type.__name__)
        return isinstance(exc_value, ValueError)
with Session('a') as s:
    print(s.name)
with Session('b') as s:
    raise ValueError('swallowed')
try:
    with Session('c') as s:
        raise KeyError('not swallowed')
except KeyError as e:
    print('caught', e)
class Quiet(object):
    def __enter__(self):
        return 5
    def __exit__(self, *args):
        print('quiet', args[0] is None)
with Quiet() as n:
    print(n)
def f():
    with Session('d'):
        return 7
print(f())
class Logged(object):
    def __init__(self):
        self.failed = False
    def __enter__(self):
        return self
    def __exit__(self, kind, error, tb):
        if kind is not None:
            self.failed = True
            print('%s: %s' % (kind.__name__, error))
        return True
l = Logged()
with l:
    int('x')
print(l.failed)
