namespace FincoreSim.SampleIntegrator.Hooks;

/// <summary>The bearer tokens that were given to Fincore with the webhooks; one for each type, and one for all.</summary>
internal static class WebhookTokens
{
    private const string OfEverything = "conformance-token";
    private const string Scheme = "Bearer ";

    /// <summary>Whether a request may deliver webhooks of a type.</summary>
    /// <param name="authorization">The header's value.</param>
    /// <param name="type">MONEY_IN, STATUS_UPDATE, CEP or REPORT.</param>
    /// <param name="mistakes">What the book gets wrong.</param>
    public static bool Allow(string authorization, string type, Mistakes mistakes)
    {
        if (mistakes.Has(Mistake.TrustsAnyToken))
        {
            return true;
        }

        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var token = authorization[Scheme.Length..];
        return token == OfEverything || token == TokenOf(type);
    }

    private static string? TokenOf(string type) => type switch
    {
        Webhooks.MoneyIn => "mi-token",
        Webhooks.StatusUpdate => "status-token",
        Webhooks.Cep => "cep-token",
        Webhooks.Report => "report-token",
        _ => null,
    };
}
