using FincoreSim.Clients.Generated;
using FincoreSim.Hosting;
using FincoreSim.Serving;
using Microsoft.AspNetCore.Builder;

namespace FincoreSim.Clients.Tests;

/// <summary>The client that NSwag makes of the document signs in and pays, over real HTTP.</summary>
public sealed class GeneratedClientTests
{
    private static readonly Guid ClientId = Guid.Parse("c2d1d1e3-3340-4170-980e-e9269bbbc551");
    private static readonly Guid Source = Guid.Parse("709448c3-7cbf-454d-a87e-feb23801269a");
    private static readonly Guid Destination = Guid.Parse("d3fdb481-2058-46c8-807d-4eaf866ae1ec");

    private WebApplication _app = null!;
    private HttpClient _http = null!;
    private FincoreClient _client = null!;

    [SetUp]
    public async Task SignInAsync()
    {
        _app = Simulator.Build(new ServeOptions { Urls = "http://127.0.0.1:0" });
        await _app.StartAsync();
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        _http.DefaultRequestHeaders.Add("x-api-key", "YOUR_API_KEY_HERE");
        _client = new FincoreClient(_http) { BaseUrl = _app.Urls.Single() };
        var secret = (await _client.GetClientCredentialsAsync(ClientId)).Data.Single().Client_secret;
        var token = await _client.CreateCredentialTokenAsync(
            ClientId, new CredentialTokenRequest { Client_id = ClientId, Client_secret = secret });
        _http.DefaultRequestHeaders.Add("Authorization", $"Bearer {token.Token}");
    }

    [TearDown]
    public async Task StopAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task Pays_once_though_it_asks_twice()
    {
        var key = Guid.NewGuid();

        var paid = await _client.CreateMoneyOutTransactionAsync(key, Payment("1.95"));
        var again = await _client.CreateMoneyOutTransactionAsync(key, Payment("1.95"));

        Assert.Multiple(() =>
        {
            Assert.That(paid.TransactionStatus, Is.EqualTo(TransactionStatus.INITIALIZED));
            Assert.That(paid.SubCategory, Is.EqualTo(TransactionSubCategory.SPEI_DEBIT));
            Assert.That(paid.Amount, Is.EqualTo("1.95"));
            Assert.That(again.Id, Is.EqualTo(paid.Id));
        });
        var accounts = await _client.GetAccountsAsync(ClientId, page: 1, per_page: 50);
        Assert.That(accounts.Data.First().AvailableBalance, Is.EqualTo("999998.05"));
    }

    [Test]
    public void A_refusal_is_an_exception_with_its_body()
    {
        var refused = Assert.ThrowsAsync<ApiException<ErrorBody>>(
            () => _client.CreateMoneyOutTransactionAsync(null, Payment("99999999.00")))!;

        Assert.Multiple(() =>
        {
            Assert.That(refused.StatusCode, Is.EqualTo(400));
            Assert.That(
                refused.Result.Details.Single().Metadata.Error_detail, Is.EqualTo("The account does not have sufficient funds."));
        });
    }

    private static PaymentRequest Payment(string amount) => new()
    {
        Client_id = ClientId,
        Source_instrument_id = Source,
        Destination_instrument_id = Destination,
        Transaction_request = new TransactionRequest
        {
            Amount = amount,
            Currency = "MXN",
            Description = "lorem ipsum",
            External_reference = "1234567"
        },
    };
}
