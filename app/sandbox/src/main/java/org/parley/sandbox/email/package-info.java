/// An SMTP server with recipients who refuse, read, click and unsubscribe.
@NullMarked
package org.parley.sandbox.email;

import org.jspecify.annotations.NullMarked;
