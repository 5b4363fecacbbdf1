/// RCS for Business through Google's RBM API.
@NullMarked
package org.parley.channels.rcs;

import org.jspecify.annotations.NullMarked;
