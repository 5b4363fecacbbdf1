/// What people answered, and the thread of messages with each of them.
@NullMarked
package org.parley.core.conversation;

import org.jspecify.annotations.NullMarked;
