/// What the tests of several channels share.
@NullMarked
package org.parley.channels.testing;

import org.jspecify.annotations.NullMarked;
