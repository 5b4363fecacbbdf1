/// The accounts that messages leave from: their settings, their sealed credentials, their health.
/// May use kernel and channel.
@NullMarked
package org.parley.core.account;

import org.jspecify.annotations.NullMarked;
