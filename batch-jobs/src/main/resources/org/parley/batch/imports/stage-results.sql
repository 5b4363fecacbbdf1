copy import_result_row (import_id, line, external_id, email, phone, bad, arm, sent, sent_at, delivered, delivered_at, opened, opened_at,
  clicked, clicked_at, replied, replied_at, opted_out, opted_out_at, converted, converted_at, order_id, revenue) from stdin
