/// Push to browsers: encrypted content (RFC 8188, RFC 8291), signed by VAPID (RFC 8292).
@NullMarked
package org.parley.channels.push.web;

import org.jspecify.annotations.NullMarked;
