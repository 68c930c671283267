import time
class Base(object):
    def value(self):
        return 1
    def name(self):
        return None
    def rows(self):
        raise NotImplementedError()
    def load(self, a):
        return a
    def extract(self):
        raise NotImplementedError('extract')
    def run(self):
        rows = self.extract()
        print(len(rows), rows)
        self.after()
    def after(self):
        pass
class Child(Base):
    def value(self):
        return 'x'
    def name(self):
        return 'n'
    def rows(self):
        return [1]
    def load(self, a, b):
        return a + b
    def extract(self):
        time.sleep(0)
        return ['a']
    def after(self):
        print('after')
print(Base().value(), Child().value(), Child().name(), Child().rows(), Child().load(1, 2))
Child().run()
class A(object):
    def __init__(self, x):
        self.x = x
        time.sleep(0)
class B(A):
    def __init__(self, x, y):
        super(B, self).__init__(x)
        self.y = y
b = B(1, 'y')
print(b.x, b.y)
class LoadError(RuntimeError):
    def __init__(self, code, message):
        super(LoadError, self).__init__(message)
        self.code = code
class Plain(Exception):
    def __init__(self, code):
        self.code = code
    def __str__(self):
        return 'code %s' % self.code
try:
    raise LoadError(5, 'no')
except RuntimeError as e:
    print(e, e.code, repr(e))
try:
    raise LoadError(5, 'no')
except LoadError as e:
    print(e, e.code, e.args, '%s' % e)
try:
    raise Plain(7)
except Plain as p:
    print(p, p.code, p.args, repr(p), str(p))
try:
    open('/nonexistent/file')
except IOError as e:
    print(e, e.errno, e.strerror, e.filename)
try:
    raise IOError('mine')
except IOError as e:
    print(e)
try:
    raise Exception('a', 1)
except Exception as e:
    print(e, e.args[1], type(e).__name__, e.__class__.__name__)
def ok():
    print('called')
    return True
fine = False
fine &= ok()
print(fine)
