/** A picture as wide as its place, which begins at the right where people read from the right. Its height is its own. */
import { makeStyles } from '@fluentui/react-components';

export const usePictureStyles = makeStyles({
  picture: {
    display: 'block',
    width: '100%',
    ':global([dir="rtl"])': { transform: 'scaleX(-1)' },
  },
});
