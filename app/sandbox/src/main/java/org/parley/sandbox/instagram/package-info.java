/// Instagram's messages as its users see them.
@NullMarked
package org.parley.sandbox.instagram;

import org.jspecify.annotations.NullMarked;
