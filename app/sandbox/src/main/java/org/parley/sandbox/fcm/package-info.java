/// Firebase Cloud Messaging, HTTP v1.
@NullMarked
package org.parley.sandbox.fcm;

import org.jspecify.annotations.NullMarked;
