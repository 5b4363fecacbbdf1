/// Access tokens of Google's APIs for service accounts.
@NullMarked
package org.parley.channels.google;

import org.jspecify.annotations.NullMarked;
