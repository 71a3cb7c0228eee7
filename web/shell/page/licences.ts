// Where the licences are of all that the page is made from.
export const licences = 'licences.txt';
