namespace FincoreSim.SampleIntegrator.Fincore;

/// <summary>Finds the instrument that leads to a CLABE, and registers one when there is none.</summary>
internal static class Instruments
{
    private const int PageSize = 500;
    private const int BankPrefixDigits = 3;

    /// <summary>
    /// The instrument's id; null with the answer that stood in the way. Registering has no idempotency key, so after a lost
    /// answer it looks again before it registers again.
    /// </summary>
    public static async Task<(string? Id, FincoreAnswer Answer)> FindOrRegisterAsync(
        FincoreClient fincore, string clabe, CancellationToken stop)
    {
        if (fincore.InstrumentByClabe.TryGetValue(clabe, out var known))
        {
            return (known, new FincoreAnswer(200, []));
        }

        var (id, answer) = await Retries.WhileLostAsync(
            async () =>
            {
                var found = await FindAsync(fincore, clabe, stop);
                return found.Id is null && found.Answer.IsAccepted ? await RegisterAsync(fincore, clabe, stop) : found;
            },
            outcome => outcome.Answer.IsLost,
            stop);
        if (id is not null)
        {
            fincore.InstrumentByClabe[clabe] = id;
        }

        return (id, answer);
    }

    private static async Task<(string? Id, FincoreAnswer Answer)> FindAsync(
        FincoreClient fincore, string clabe, CancellationToken stop)
    {
        for (var page = 1; ; page++)
        {
            var answer = (await fincore.GetAsync(
                fincore.Path(string.Create(CultureInfo.InvariantCulture, $"instruments?page={page}&per_page={PageSize}")), stop))
                .Read(FincoreJson.Default.InstrumentPage, out var found);
            if (found?.Data.FirstOrDefault(item => item.Detail?.Clabe == clabe && item.Type != "SENDER") is { } instrument)
            {
                return (instrument.Id, answer);
            }

            if (found is null || found.Data.Length == 0 || page * PageSize >= found.TotalItems)
            {
                return (null, answer);
            }
        }
    }

    private static async Task<(string? Id, FincoreAnswer Answer)> RegisterAsync(
        FincoreClient fincore, string clabe, CancellationToken stop)
    {
        var (bank, catalogue) = await BankOfAsync(fincore, clabe, stop);
        if (bank is null)
        {
            return (null, catalogue);
        }

        var form = new InstrumentRequest(
            fincore.Access.ClientId, "RECEIVER", $"CLABE {clabe}",
            new ClabeRequest(bank, clabe[6..17], clabe, $"Titular {clabe}"));
        var answer = (await fincore.PostAsync(
            fincore.Path("instruments"), JsonSerializer.SerializeToUtf8Bytes(form, FincoreJson.Default.InstrumentRequest),
            null, stop))
            .Read(FincoreJson.Default.InstrumentItem, out var made);
        return (made?.Id, answer);
    }

    /// <summary>
    /// The bank whose prefix the CLABE has; where none has it, any: whether that will do is for Fincore to say.
    /// </summary>
    private static async Task<(string? Id, FincoreAnswer Answer)> BankOfAsync(
        FincoreClient fincore, string clabe, CancellationToken stop)
    {
        var answer = (await fincore.GetAsync($"/v1/banks?page=1&page_size={PageSize}", stop)).Read(
            FincoreJson.Default.BankPage, out var page);
        var bank = page?.Banks.FirstOrDefault(item => item.Prefix == clabe[..BankPrefixDigits]) ?? page?.Banks.FirstOrDefault();
        return (bank?.Id, answer);
    }
}
