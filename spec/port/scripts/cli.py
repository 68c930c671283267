#!/usr/bin/env python3
"""Exports records as CSV."""
import argparse
import json
import sys
from datetime import datetime, timedelta
from time import sleep

from sfbulk import Bulk


def parse_args():
    parser = argparse.ArgumentParser(description='Exports records as CSV')
    parser.add_argument('object', help='API name of the object')
    parser.add_argument('--fields', default='Id,Name', help='comma separated')
    parser.add_argument('-l', '--limit', type=int, default=0)
    parser.add_argument('--where')
    parser.add_argument('--dry-run', action='store_true')
    return parser.parse_args()


def build_query(args):
    fields = [field.strip() for field in args.fields.split(',')]
    soql = f"SELECT {', '.join(fields)} FROM {args.object}"
    if args.where:
        soql += f' WHERE {args.where}'
    if args.limit:
        soql += f' LIMIT {args.limit:d}'
    return soql


def export(bulk: Bulk, sobject: str, soql: str) -> list:
    bulk.job_create('query', sobject)
    bulk.batch_create(soql)
    while not bulk.job_is_completed():
        sleep(5)
    lines = [line for lines in bulk.batch_result().values() for line in lines if line]
    bulk.job_close()
    return lines


def main():
    args = parse_args()
    soql = build_query(args)
    print(f'query: {soql}', file=sys.stderr)
    if args.dry_run:
        print('dry run')
        sys.exit(0)
    since = datetime(2026, 1, 31, 12, 30) - timedelta(days=1)
    print(f'{since:%Y-%m-%d} {since.strftime("%H:%M")}')
    bulk = Bulk()
    bulk.login('ada@example.com', 'practice-password', 'PracticeSecurityToken024')
    lines = export(bulk, args.object, soql)
    print(f'{len(lines) - 1:>5} rows, {100.0:.1f}%')
    with open('export.json', 'w') as out:
        json.dump({'object': args.object, 'rows': len(lines) - 1}, out, indent=2)
    with open('export.json') as source:
        summary = json.load(source)
    print(summary['object'], summary['rows'])
    sys.exit('too few rows' if summary['rows'] < 5 else 0)


if __name__ == '__main__':
    main()
