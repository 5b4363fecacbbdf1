/// The rich message: authored once, rendered for a contact, checked before it is scheduled.
@NullMarked
package org.parley.core.content;

import org.jspecify.annotations.NullMarked;
