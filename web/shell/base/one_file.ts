/** The page is gradlab.html, which carries all that it needs. */
export const in_one_file = import.meta.env.MODE === 'one-file';
