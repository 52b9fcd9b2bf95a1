/** Adds an item to the list that a map holds under a key, in place: a copy for each item would cost the square of them. */
export function addTo<K, V>(lists: Map<K, V[]>, key: K, item: V): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}
