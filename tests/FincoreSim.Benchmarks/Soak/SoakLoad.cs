using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Ledger;
using FincoreSim.SampleIntegrator.Ledger;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Benchmarks.Soak;

/// <summary>
/// What is done to the server, in turns of twenty calls: eleven payments (one is a retry with the same key, one is of a centavo,
/// which a receipt follows), three deposits, a transfer, a penny validation, an instrument, and three pages of lists. Each client
/// reads one list after the other, up to some thousands of its items.
/// </summary>
internal sealed class SoakLoad : IDisposable
{
    private const int PagesOfTurn = 3;
    private const int PagesMax = 20;

    private static readonly string Client = DocsTemplate.Client.Value.ToString();
    private static readonly string Source = DocsTemplate.CentralInstrument.Value.ToString();
    private static readonly string Supplier = DocsTemplate.External.Value.ToString();

    private readonly HttpClient _http;
    private readonly Stopwatch _clock = new();
    private long _turns;
    private long _calls;
    private long _payments;
    private long _deposits;
    private long _pages;
    private long _largestPage;

    public SoakLoad(Uri server)
    {
        _http = new HttpClient { BaseAddress = server };
        var token = Tokens.Issue(new TokenClaims(
            SandboxRegistry.DefaultId, DocsTemplate.Client, TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(12)),
            ProcessSecret.None);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public TimeSpan Elapsed => _clock.Elapsed;

    public long Calls => _calls;

    public long Payments => _payments;

    public long Deposits => _deposits;

    public long Pages => _pages;

    /// <summary>Bytes of the largest page of a list.</summary>
    public long LargestPage => _largestPage;

    /// <summary>Registers the receiver for all kinds of webhooks that the load causes.</summary>
    public async Task RegisterAsync(string url)
    {
        foreach (var type in (string[])["MONEY_IN", "STATUS_UPDATE", "CEP"])
        {
            var body = $$"""{"url": "{{url}}", "webhook_type": "{{type}}", "token": "soak"}""";
            await PostAsync($"/v1/clients/{Client}/webhooks", body, key: null);
        }

        _clock.Start();
    }

    /// <summary>Goes on until it is over.</summary>
    /// <param name="list">The list that this client reads first.</param>
    /// <param name="ends">When it is over.</param>
    public async Task RunAsync(int list, CancellationToken ends)
    {
        var (after, pages) = (default(string), 0);
        while (!ends.IsCancellationRequested)
        {
            await MoveAsync(Interlocked.Increment(ref _turns));
            for (var page = 0; page < PagesOfTurn; page++)
            {
                after = await ReadAsync(SoakLists.All[list], after);
                if (after is null || ++pages == PagesMax)
                {
                    (list, after, pages) = ((list + 1) % SoakLists.All.Length, null, 0);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task MoveAsync(long turn)
    {
        var number = turn * 100;
        for (var payment = 0; payment < 10; payment++)
        {
            await PayAsync("money_out", Supplier, number + payment, payment == 0 ? "0.01" : "0.02");
        }

        await PayAsync("money_out", Supplier, number, "0.01");
        await PayAsync("internal_transaction", DocsTemplate.Internal.Value.ToString(), number + 10, "0.02");
        await PennyAsync(number + 11);
        for (var deposit = 0; deposit < 3; deposit++)
        {
            await DepositAsync(number + deposit);
        }

        await RegisterInstrumentAsync(number);
    }

    private Task PayAsync(string operation, string destination, long number, string amount)
    {
        Interlocked.Increment(ref _payments);
        return PostAsync($"/v1/transactions/{operation}", $$"""
            {
              "client_id": "{{Client}}", "source_instrument_id": "{{Source}}", "destination_instrument_id": "{{destination}}",
              "transaction_request": {
                "external_reference": "{{number % 10_000_000}}", "description": "lorem ipsum dolor sit amet", "amount": "{{amount}}", "currency": "MXN"
              }
            }
            """, number);
    }

    private Task PennyAsync(long number)
    {
        Interlocked.Increment(ref _payments);
        return PostAsync("/v1/transactions/penny_validation", $$"""
            {
              "client_id": "{{Client}}", "source_instrument_id": "{{Source}}", "destination_instrument_id": "{{Supplier}}",
              "description": "Validacion de cuenta", "external_reference": "{{number % 10_000_000}}"
            }
            """, number);
    }

    private Task DepositAsync(long number)
    {
        Interlocked.Increment(ref _deposits);
        return PostAsync($"{SoakLists.Sandbox}/money-in", $$"""
            {
              "instrument_id": "{{Source}}", "amount": "150.00", "payer_name": "Juan Perez", "payer_account": "012180001183597198",
              "concept": "Factura {{number}}", "tracking_key": "SOAK{{number}}"
            }
            """, key: null);
    }

    private Task RegisterInstrumentAsync(long number) => PostAsync($"/v1/clients/{Client}/instruments", $$"""
        {
          "source_bank_id": "9d84b03a-28d1-4898-a69c-38824239e2b1", "client_id": "{{Client}}", "customer_id": "{{DocsTemplate.Customer.Value}}",
          "type": "RECEIVER", "rfc": "XAXX010101000", "alias": "Proveedor {{number}}",
          "virtual_clabe": {
            "destination_bank_id": "1953a92c-11e5-4315-b406-b89dd6b699b4", "clabe_number": "012180001183597198",
            "holder_name": "Proveedor Ejemplo SA de CV"
          }
        }
        """, key: null);

    private async Task PostAsync(string path, string body, long? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (key is { } number)
        {
            request.Headers.Add(
                "Idempotency-Key", $"5b8c1f0e-77aa-4c3d-9e21-{number.ToString("x12", CultureInfo.InvariantCulture)}");
        }

        Interlocked.Increment(ref _calls);
        using var answer = await _http.SendAsync(request);
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Created))
        {
            throw new IOException($"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>Reads a page; where the next one begins, null at the end of the list.</summary>
    private async Task<string?> ReadAsync(string list, string? after)
    {
        Interlocked.Increment(ref _calls);
        Interlocked.Increment(ref _pages);
        var path = after is null ? list : $"{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}after={after}";
        using var answer = await _http.GetAsync(path);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new IOException($"{path}: {answer.StatusCode} {Encoding.UTF8.GetString(bytes)}");
        }

        _largestPage = Math.Max(_largestPage, bytes.Length);
        return SoakLists.NextIn(bytes);
    }
}
