using System.Text;
using System.Text.Json;
using FincoreSim.Api.Features;
using FincoreSim.Api.Features.Transactions;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Language.Kinds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Tests.Api;

/// <summary>What is written member by member is what the view says, byte for byte.</summary>
public sealed class TransactionAnswerTests
{
    private static readonly WorldOptions[] Options = [new(), new() { AbsentDates = AbsentDates.Null },
        new() { AbsentDates = AbsentDates.None }];

    [Test]
    public void Is_the_json_of_the_view()
    {
        var world = WorldTemplate.Find("busy")!
            .Build(new WorldOptions(), 7, new DateTimeOffset(2026, 3, 2, 18, 0, 0, TimeSpan.Zero));
        var transactions = world.State.Transactions.OldestFirst().ToList();
        var some = transactions[0];
        transactions.AddRange(
        [
            some with { Description = "ñandú \"quoted\" \\ <&'+> \u2028 \ud83d\ude00" },
            some with { Amount = Money.Parse("999999999999999.99"), UpdatedAt = some.CreatedAt.AddTicks(17) },
            some with { Amount = new Money(5), CreatedAt = DateTimeOffset.UnixEpoch, ExternalReference = "" },
            some with
            {
                Cep = new Cep { ValidationId = Guid.AllBitsSet, Status = CepStatus.Pending, CreatedAt = some.CreatedAt }
            },
            some with
            {
                Cep = new Cep
                {
                    ValidationId = Guid.AllBitsSet,
                    Status = CepStatus.Pending,
                    CreatedAt = some.CreatedAt,
                    FollowsMoneyOut = true
                }
            },
            some with { OriginalId = some.Id },
        ]);
        Assert.That(transactions.Select(transaction => transaction.SubCategory).Distinct().Count(), Is.EqualTo(4));
        foreach (var (transaction, options) in from transaction in transactions
                                               from options in Options
                                               select (transaction,
            options))
        {
            var view = Reply.Json(TransactionView.From(transaction, options), ApiJson.Default.TransactionView);
            var written = Reply.JsonLate(new TransactionAnswer(transaction, options));
            Assert.That(Encoding.UTF8.GetString(written.Body.Span), Is.EqualTo(Encoding.UTF8.GetString(view.Body.Span)));
        }
    }
}
