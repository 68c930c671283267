#!/usr/bin/env python
import sys
from optparse import OptionParser, OptionGroup

usage = "usage: %prog [options] OBJECT FILE..."
parser = OptionParser(usage=usage, version="%prog 1.2", prog="load", description="Loads files.")
parser.add_option("-u", "--username", dest="username", help="the user [default: %default]", metavar="USER", default="ada@example.com")
parser.add_option("-n", "--batch-size", type="int", default=200, help="rows in a batch (default: %default)")
parser.add_option("-r", "--rate", type="float", dest="rate")
parser.add_option("-v", "--verbose", action="store_true", dest="verbose", default=False, help="say more")
parser.add_option("-q", "--quiet", action="store_false", dest="verbose")
parser.add_option("-f", "--field", action="append", dest="fields", default=[], metavar="FIELD", help="a field")
parser.add_option("-x", action="append", dest="extra")
parser.add_option("-o", "--operation", type="choice", choices=["insert", "update", "upsert"], default="insert")
parser.add_option("-c", action="count", dest="count")
parser.add_option("--debug", action="store_const", const="DEBUG", dest="level", default="INFO")
parser.add_option("-p", "--pair", nargs=2, type="int", dest="pair")
(options, args) = parser.parse_args()
if len(args) < 1:
    parser.error("an object is needed")
print(options.username, options.batch_size, options.rate, options.verbose, options.fields, options.operation)
print(options.extra, options.count, options.level, options.pair)
print(args, args[0], args[1:])
if not options.rate:
    print('no rate')
opts, rest = parser.parse_args(['-n', '5', 'x', '--rate=2', '--', '-z'])
print(opts.batch_size, opts.rate, rest)
print(parser.get_usage())
