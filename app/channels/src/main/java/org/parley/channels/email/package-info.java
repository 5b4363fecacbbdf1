/// E-mail by SMTP submission.
@NullMarked
package org.parley.channels.email;

import org.jspecify.annotations.NullMarked;
