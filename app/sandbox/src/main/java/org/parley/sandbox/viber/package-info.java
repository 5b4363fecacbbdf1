/// The Viber bot REST API as its users see it.
@NullMarked
package org.parley.sandbox.viber;

import org.jspecify.annotations.NullMarked;
