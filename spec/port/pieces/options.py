"""Doc of the script."""
import sys
import optparse

def parse(argv):
    p = optparse.OptionParser("%prog [options] FILE", version="1.0", prog="opt2")
    p.set_defaults(mode='fast', verbose=True)
    p.add_option("--mode", help="fast or slow, or something that takes a very long text to say, as this does here")
    p.add_option("-q", action="store_false", dest="verbose")
    p.add_option("-d", "--dry-run", action="store_true")
    p.add_option("-i", "--ids", type=int, action="append", help="Ids")
    p.add_option("--size", type="int", default="12")
    options, args = p.parse_args(argv)
    if options.mode not in ('fast', 'slow'):
        p.error("mode must be fast or slow, not %s" % options.mode)
    options.names = [a.upper() for a in args]
    return options, args, p

def main():
    options, args, p = parse(['-q', 'x', '-i', '3', '-i4'])
    print(options.mode, options.verbose, options.dry_run, options.ids, options.size + 1, options.names)
    if options.dry_run:
        print('dry')
    for i in options.ids or []:
        print(i)
    print(getattr(options, 'mode'))
    p.print_help()
    o = parse([])[0]
    print(o.ids, o.verbose, '%s %d' % (o.mode, o.size))
    if o.ids is None:
        print('no ids')

if __name__ == '__main__':
    main()
