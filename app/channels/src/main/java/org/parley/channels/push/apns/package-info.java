/// Push to Apple's devices through the Apple Push Notification service.
@NullMarked
package org.parley.channels.push.apns;

import org.jspecify.annotations.NullMarked;
