/// Instagram's messages by Meta's Instagram API.
@NullMarked
package org.parley.channels.instagram;

import org.jspecify.annotations.NullMarked;
