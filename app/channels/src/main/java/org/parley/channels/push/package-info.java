/// What every push channel shares: the notification that a message becomes, and that nothing comes
/// back.
@NullMarked
package org.parley.channels.push;

import org.jspecify.annotations.NullMarked;
