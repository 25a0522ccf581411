namespace FincoreSim.Domain.Tests.Model;

internal sealed partial class WorldModel
{
    /// <summary>0 blocks, 1 unblocks, 2 suspends, 3 activates.</summary>
    private static string MoveAccount(ModelAccount account, int move)
    {
        var isAllowed = move switch
        {
            0 => account.Status != "BLOCKED",
            1 => account.Status == "BLOCKED",
            2 => account.Status != "SUSPENDED",
            _ => account.Status == "SUSPENDED",
        };
        account.Status = isAllowed ? new[] { "BLOCKED", "ACTIVE", "SUSPENDED", "ACTIVE" }[move] : account.Status;
        return isAllowed ? "OK" : "STATE_NOT_ALLOWED";
    }

    private static string MoveInstrument(ModelInstrument instrument, bool isBlock)
    {
        if (instrument.Status == "DELETED")
        {
            return "NOT_FOUND";
        }

        if (instrument.Status != (isBlock ? "ACTIVE" : "BLOCKED"))
        {
            return "STATE_NOT_ALLOWED";
        }

        instrument.Status = isBlock ? "BLOCKED" : "ACTIVE";
        return "OK";
    }

    private static string Delete(ModelInstrument instrument)
    {
        if (instrument.Status == "DELETED")
        {
            return "NOT_FOUND";
        }

        if (instrument.Pays is not null)
        {
            return "INVALID_ARGUMENT";
        }

        instrument.Status = "DELETED";
        return "OK";
    }

    private static string Fund(ModelAccount account)
    {
        account.Posted += 25m;
        return "OK";
    }

    private string SetWebhook(ModelWebhook webhook, string status)
    {
        webhook.Status = status;
        if (status != "ACTIVE")
        {
            foreach (var delivery in Deliveries.Where(delivery => delivery.Webhook == webhook && delivery.Status == "PENDING"))
            {
                delivery.Status = "CANCELLED";
                delivery.IsResend = false;
                _due.RemoveAll(due => due.Subject == delivery);
            }

            webhook.Ready.Clear();
        }

        return "OK";
    }

    /// <summary>Three keys of the first client; two bodies, one of which nobody can pay.</summary>
    private string Submit(int key, int body)
    {
        if (Keys.TryGetValue(key, out var known) && Now - known.At < TimeSpan.FromHours(24))
        {
            return known.Body == body ? known.Outcome + " REPLAY" : "IDEMPOTENCY_KEY_MISMATCH";
        }

        var outcome = MoneyOut(Instruments[0], Instruments[3], body == 0 ? "1.95" : "100000.00");
        Keys[key] = new ModelKey(body, outcome, Now);
        return outcome;
    }

    private void AnnounceStatus(ModelTransaction transaction)
    {
        var isPayment = transaction.Kind == "SPEI_OUT" && transaction.Status != "INITIALIZED";
        if (isPayment || (_allUpdates && transaction.Kind is not ("SPEI_IN" or "INT_CREDIT")))
        {
            Announce(transaction, "STATUS_UPDATE");
        }
    }

    private void Announce(ModelTransaction about, string type)
    {
        foreach (var webhook in Webhooks.Where(webhook =>
                     webhook.Client == about.Account.Client && webhook.Type == type && webhook.Status == "ACTIVE"))
        {
            Deliveries.Add(new ModelDelivery(webhook, about, Now));
            webhook.Ready.Enqueue(Deliveries[^1]);
        }
    }

    private string TakeDeliveries()
    {
        foreach (var webhook in Webhooks.Where(webhook => webhook.InFlight is null && webhook.Ready.Count > 0))
        {
            var delivery = webhook.Ready.Dequeue();
            delivery.Status = "IN_FLIGHT";
            delivery.Attempts++;
            webhook.InFlight = delivery;
        }

        return "OK";
    }

    private string Answer(ModelWebhook webhook, int? status)
    {
        var delivery = webhook.InFlight!;
        webhook.InFlight = null;
        delivery.Scheduled += delivery.IsResend ? 0 : 1;
        if (status is >= 200 and < 300)
        {
            delivery.Status = "DELIVERED";
            delivery.About.AcceptedBy.Add(webhook);
        }
        else if (webhook.Type == "MONEY_IN" ? status == 422 : status is >= 400 and < 500)
        {
            delivery.Status = "REFUSED";
            RefundIfPossible(delivery);
        }
        else
        {
            TryAgain(delivery);
        }

        delivery.IsResend = false;
        return "OK";
    }

    private void RefundIfPossible(ModelDelivery delivery)
    {
        var deposit = delivery.About;
        if (delivery.Webhook.Type == "MONEY_IN" && !deposit.AcceptedBy.Contains(delivery.Webhook)
            && RefundRefusal(deposit) is null && deposit.Account.Available >= deposit.Amount)
        {
            GiveBack(deposit);
        }
    }

    private void TryAgain(ModelDelivery delivery)
    {
        TimeSpan[] waits =
        [
            TimeSpan.Zero, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(
                1), TimeSpan.FromHours(6),
        ];
        if (delivery.IsResend || delivery.Scheduled == waits.Length)
        {
            delivery.Status = "UNDELIVERED";
            return;
        }

        if (delivery.Webhook.Status != "ACTIVE")
        {
            delivery.Status = "CANCELLED";
            return;
        }

        delivery.Status = "PENDING";
        var at = delivery.EventAt + waits[delivery.Scheduled];
        Schedule(at > Now ? at : Now, delivery, () => delivery.Webhook.Ready.Enqueue(delivery));
    }

    private static string Resend(ModelDelivery delivery)
    {
        if (!delivery.IsFinished || delivery.Webhook.Status != "ACTIVE")
        {
            return "STATE_NOT_ALLOWED";
        }

        delivery.Status = "PENDING";
        delivery.IsResend = true;
        delivery.Webhook.Ready.Enqueue(delivery);
        return "OK";
    }
}
