namespace FincoreSim.Domain.Tests.Model;

internal sealed partial class WorldModel
{
    private static readonly Dictionary<string, string[]> CepArrows = new()
    {
        ["PENDING"] = ["INITIALIZED"],
        ["DELAYED"] = ["PENDING"],
        ["COMPLETED"] = ["PENDING", "DELAYED"],
        ["FAILED"] = ["PENDING", "DELAYED"],
        ["INITIALIZED"] = [],
    };

    private string Penny(ModelInstrument source, ModelInstrument destination)
    {
        var refusal = SidesRefusal(source, destination, "SOURCE_NOT_FOUND", "DESTINATION_NOT_FOUND");
        refusal ??= source.Pays!.IsCentral ? null : "SOURCE_NOT_CENTRALIZING";
        refusal ??= destination.IsCard ? "DESTINATION_NOT_CLABE" : null;
        refusal ??= MoneyRefusal(source, destination, 0.01m);
        if (refusal is not null)
        {
            return refusal;
        }

        GiveReceipt(Send("PENNY", source, destination, 0.01m), destination);
        return "OK";
    }

    private void GiveReceipt(ModelTransaction penny, ModelInstrument destination)
    {
        penny.Cep = "INITIALIZED";
        (int Seconds, string Status)[] life = destination.Ending switch
        {
            Ending.CepDelayed => [(1, "PENDING"), (10, "DELAYED"), (26 * 3600, "COMPLETED")],
            Ending.CepFails => [(1, "PENDING"), (5, "FAILED")],
            _ => [(1, "PENDING"), (5, "COMPLETED")],
        };
        ScheduleCep(penny, [.. life.Select(step => (penny.CreatedAt.AddSeconds(step.Seconds), step.Status))]);
    }

    /// <summary>A payment that was rejected has no receipt.</summary>
    private void FailCep(ModelTransaction penny)
    {
        if (penny.Cep == "INITIALIZED")
        {
            ScheduleCep(penny, [(Now, "PENDING"), (Now, "FAILED")]);
        }
        else if (penny.Cep is "PENDING" or "DELAYED")
        {
            ScheduleCep(penny, [(Now, "FAILED")]);
        }
    }

    private void ScheduleCep(ModelTransaction penny, (DateTimeOffset At, string Status)[] life)
    {
        if (life.Length > 0)
        {
            Schedule(life[0].At, penny.Validation, () =>
            {
                if (life[0].Status == "COMPLETED" && penny.Status == "INITIALIZED")
                {
                    penny.CepWaits = true;
                    return;
                }

                penny.Cep = life[0].Status;
                ScheduleCep(penny, life[1..]);
                Announce(penny, "CEP");
            });
        }
    }

    private string MoveCep(ModelTransaction about, string status)
    {
        if (about.Cep is null || !CepArrows[status].Contains(about.Cep)
            || (status == "COMPLETED" && about.Status is "INITIALIZED" or "REJECTED"))
        {
            return "STATE_NOT_ALLOWED";
        }

        (about.Cep, about.CepWaits) = (status, false);
        Unschedule(about.Validation);
        Announce(about, "CEP");
        return "OK";
    }
}
