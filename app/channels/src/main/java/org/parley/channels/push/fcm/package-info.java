/// Push to apps through Firebase Cloud Messaging.
@NullMarked
package org.parley.channels.push.fcm;

import org.jspecify.annotations.NullMarked;
