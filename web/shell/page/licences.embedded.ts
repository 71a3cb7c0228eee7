// In the one file they are a part of it.
export { default as licences } from '#assets/licences.txt?url';
