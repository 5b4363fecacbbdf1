/// What the settings of all providers share.
@NullMarked
package org.parley.channels;

import org.jspecify.annotations.NullMarked;
