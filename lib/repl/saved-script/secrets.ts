import { type LoginArguments } from '../../index';
import { mayHoldSecret } from '../history';
import { type Edit, isNode, methodCalled, nameOf, type Source, type SyntaxNode, walk } from './syntax';

/** Where a program finds what must not stand in it: the variables that the command line reads, too. */
const VARIABLES: Readonly<Record<string, string>> = {
  username: 'SF_USERNAME',
  password: 'SF_PASSWORD',
  securityToken: 'SF_SECURITY_TOKEN',
  accessToken: 'SF_ACCESS_TOKEN',
  instanceUrl: 'SF_INSTANCE_URL',
  refreshToken: 'SF_REFRESH_TOKEN',
  clientSecret: 'SF_CLIENT_SECRET',
  privateKey: 'SF_PRIVATE_KEY',
};

/** A secret by the name of its credential. */
export type Secrets = ReadonlyMap<string, string>;

const SECRET_CREDENTIALS = ['password', 'securityToken', 'accessToken', 'refreshToken', 'clientSecret', 'privateKey'];

/** What is shorter is no secret, and would be found in every other word. */
const SHORTEST = 4;

/** The secrets that a login was given. */
export function secretsOf([first, ...others]: LoginArguments): [secret: string, name: string][] {
  const given: Record<string, unknown> =
    typeof first === 'string' ? { password: others[0], securityToken: others[1] } : { ...first };
  return SECRET_CREDENTIALS.flatMap((name): [string, string][] => {
    const value = given[name];
    return typeof value === 'string' && value.length >= SHORTEST ? [[value, name]] : [];
  });
}

/** `fromEnvironment('SF_PASSWORD')` */
export function fromEnvironment(name: string): string {
  const variable = VARIABLES[name] ?? `SF_${name.replace(/(?<=[a-z\d])(?=[A-Z])/g, '_').toUpperCase()}`;
  return `fromEnvironment('${variable.replace(/\W/g, '_')}')`;
}

const SESSION_ID = /\b00D[0-9A-Za-z]{9,15}!\S+/;
const SECRET_NAME = /passw|pwd|secret|token|session|private.?key|api.?key|credential/i;

/** Takes comments on secrets out, and puts a look into the environment in the place of each text that is a secret, or is called as one. */
export function withoutSecrets({ statements, comments }: Source, secrets: Secrets): Edit[] {
  const edits = comments
    .filter(({ value }) => mayHoldSecret(value))
    .map(({ start, end }) => ({ start, end, text: '' }));
  for (const statement of statements) {
    walk(statement, (node, parent, key) => {
      const name = secretIn(node, { parent, key, secrets });
      if (name !== undefined) edits.push({ start: node.start, end: node.end, text: fromEnvironment(name) });
    });
  }
  return edits.filter((edit) => !edits.some((other) => isWithin(edit, other)));
}

function isWithin(edit: Edit, other: Edit): boolean {
  return edit !== other && edit.start >= other.start && edit.end <= other.end;
}

interface Place {
  readonly parent: SyntaxNode | undefined;
  readonly key: string;
  readonly secrets: Secrets;
}

/** The name of the secret that a literal holds. */
function secretIn(node: SyntaxNode, { parent, key, secrets }: Place): string | undefined {
  const text = textOf(node);
  if (text === undefined || text === '' || key === 'key' || key === 'source') return undefined;
  const known = [...secrets].find(([secret]) => text.includes(secret));
  if (known !== undefined) return known[1];
  if (SESSION_ID.test(text)) return 'accessToken';
  return parent === undefined ? undefined : nameAsSecret(node, parent);
}

function textOf(node: SyntaxNode): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as { value: { cooked?: string | null } }[]).map(({ value }) => value.cooked ?? '').join('');
}

const NAMING: ReadonlySet<string> = new Set([
  'AssignmentExpression',
  'AssignmentPattern',
  'Property',
  'PropertyDefinition',
  'VariableDeclarator',
]);

/** `password = 'x'`, `{ password: 'x' }`, and the second and third argument of `login()`. */
function nameAsSecret(node: SyntaxNode, parent: SyntaxNode): string | undefined {
  const { id, left, key, value, right, init } = parent;
  if (methodCalled(parent)?.method === 'login') {
    const place = (parent.arguments as SyntaxNode[]).indexOf(node);
    return [undefined, 'password', 'securityToken'][place];
  }
  if (!NAMING.has(parent.type) || ![value, right, init].includes(node)) return undefined;
  const target = [key, id, left].find(isNode);
  const name = nameOf(target?.type === 'MemberExpression' ? target.property : target);
  return name !== undefined && SECRET_NAME.test(name) ? name : undefined;
}

/** The last look: what holds a secret even so is not written. */
export function holdsSecret(text: string, secrets: Secrets): boolean {
  return SESSION_ID.test(text) || [...secrets.keys()].some((secret) => text.includes(secret));
}
