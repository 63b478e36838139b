// What the widgets share, and not the screen: the prefix test, the letters, the two requests.

export const looksRight = (text) => /^sk-/.test(text.trim());

/** Shows the letters, or hides them. */
export const show = (field) => {
  field.type = field.type === 'text' ? 'password' : 'text';
};

/** Tries the key with the same two requests as the widget; true where both are answered well. */
export async function tryKey(base, key) {
  const headers = {Authorization: `Bearer ${key.trim()}`};
  const body = JSON.stringify({model: 'gpt-4o', messages: [{role: 'user', content: 'Ok'}], max_completion_tokens: 16});
  const answers = await Promise.all([
    fetch(`${base}/models`, {headers}),
    fetch(`${base}/chat/completions`, {method: 'POST', headers: {...headers, 'Content-Type': 'application/json'}, body}),
  ]);
  await Promise.all(answers.map((answer) => answer.json()));
  return answers.every((answer) => answer.ok);
}
