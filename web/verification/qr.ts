/** Reads the code of a picture, for browsers that cannot. It is loaded by its address, when a camera is used. */
export { default as read } from 'jsqr';
