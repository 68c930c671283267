/**
 * A lint rule: a spec calls something that asserts. That is `expect` or `assert`, anything of theirs (`fc.assert`,
 * `expect.fail`), or a helper whose name begins so (`expectRows`, `assertClosed`): a helper with another name would hide
 * from the reader, as from this rule, that it can fail. Nor does a spec return before it has asserted anything: where it
 * does not apply, it is not to be there.
 */
const ASSERTING = /^(expect|assert)/;

export const specAsserts = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      missing: 'This spec asserts nothing: call expect(), assert(), or a helper named expect… or assert….',
      early: 'This spec may return before it has asserted anything: make it only where it applies.',
    },
  },
  create(context) {
    /** The specs that the walk is inside of, each with what was seen in it. */
    const open = [];
    return {
      CallExpression(node) {
        if (isSpec(node)) open.push({ node, asserts: namesAssertion(node.arguments[1]) });
        else if (open.length > 0 && namesAssertion(node.callee)) open.at(-1).asserts = true;
      },
      'ReturnStatement:exit'(node) {
        const spec = open.at(-1);
        if (spec === undefined || spec.asserts || functionAround(node) !== spec.node.arguments[1]) return;
        context.report({ node, messageId: 'early' });
      },
      'CallExpression:exit'(node) {
        if (open.at(-1)?.node !== node) return;
        if (!open.pop().asserts) context.report({ node: node.callee, messageId: 'missing' });
      },
    };
  },
};

function isSpec({ callee }) {
  return callee.type === 'Identifier' && (callee.name === 'it' || callee.name === 'specify');
}

function functionAround(node) {
  return /Function/.test(node.type) ? node : functionAround(node.parent);
}

function namesAssertion(node) {
  if (node?.type === 'Identifier') return ASSERTING.test(node.name);
  if (node?.type !== 'MemberExpression') return false;
  return namesAssertion(node.property) || namesAssertion(node.object);
}
