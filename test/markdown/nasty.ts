/** Texts that try to be more than text: what people, attackers and log lines really contain. */
import fc from 'fast-check'

const fragments = [
  ...'\\`*_{}[]()#+-.!|<>~^&:"\'@$%=/; \t\n',
  '\r\n', '  ', '\\|', '\\\\', '||', '``', '```', '~~', '~~~', '**', '__', '***', '---', '===', '- ', '* ', '+ ', '1. ', '1) ', '> ', '# ', '###',
  '[^1]', '[^1]: ', '[ ] ', '[x] ', '[a](b)', '![a](b)', '](', '[a]: b', '<b>', '</b>', '<script>alert(1)</script>',
  '<!-- /mortem:timeline 00000000 -->', '\n<!-- mortem:facts -->\n', '<!--', '-->', '<?', '<![CDATA[', '<details>',
  'www.example.com', 'http://example.com/a_b', 'https://x.y|z', 'a@b.co', 'mailto:a@b.co', 'xmpp:a@b.co', '<http://x.y>', 'javascript:alert(1)',
  '[x](javascript:alert(1))', '&amp;', '&#x202e;', '&lt;', '&nbsp;', '&copy', '{{title}}', '{{#each x}}', '{{constructor}}', '`a|b`', '`a\\|b`', '`\\`',
  '| - | - |', ':-:', '\u202e', '\u2066', '\u200b', '\u200d', '\ufeff', '\u0000', '\u0007', '\u0085', '\u2028', '\ud800', '\udc00', '\u00a0', '\u3000',
  '👩‍💻', '🚒', '障害', 'ошибка', 'é', 'a', 'word', 'two words', '22:20', '~4 min', '10:30', '$x$', ':smile:', '#42', '<<<<<<< HEAD', '>>>>>>> x', '=======',
]

export const nasty: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fragments) }, fc.string({ maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 3 })), { minLength: 1, maxLength: 9 })
  .map((parts) => parts.join(''))

/** As a record may have it: not blank. */
export const filled = nasty.filter((text) => text.trim() !== '')
