/// Makes the channels that an installation has accounts for out of its settings.
@NullMarked
package org.parley.server.channels;

import org.jspecify.annotations.NullMarked;
