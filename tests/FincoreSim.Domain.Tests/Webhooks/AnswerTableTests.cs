namespace FincoreSim.Domain.Tests.Webhooks;

public sealed class AnswerTableTests
{
    private static readonly int?[] Statuses = [null, 100, 199, 200, 201, 202, 299, 300, 302, 399, 400, 404, 409, 422, 429, 499,
        500, 503, 599];

    private static readonly Dictionary<string, Notice> Notices = MakeNotices();

    public static IEnumerable<object?[]> Cases =>
        from kind in new[] { "SPEI_CREDIT", "INT_CREDIT", "STATUS_UPDATE", "CEP", "REPORT" }
        from status in Statuses
        select new object?[] { kind, status, Expected(kind, status) };

    [TestCaseSource(nameof(Cases))]
    public void An_answer_means(string kind, int? status, AnswerMeaning expected) =>
        Assert.That(AnswerTable.Of(Notices[kind], status), Is.EqualTo(expected));

    private static AnswerMeaning Expected(string kind, int? status)
    {
        var isMoneyIn = kind.EndsWith("_CREDIT", StringComparison.Ordinal);
        return (status / 100) switch
        {
            2 when isMoneyIn && status != 201 => AnswerMeaning.TakenLoosely,
            2 => AnswerMeaning.Taken,
            4 when kind == "SPEI_CREDIT" => status == 422 ? AnswerMeaning.RefundsDeposit : AnswerMeaning.TryAgain,
            4 when kind == "INT_CREDIT" => status == 422 ? AnswerMeaning.Final : AnswerMeaning.TryAgain,
            4 => AnswerMeaning.Final,
            _ => AnswerMeaning.TryAgain,
        };
    }

    private static Dictionary<string, Notice> MakeNotices()
    {
        var world = new WorldKit();
        var someone = new Party("734180000001000004", "Alguien", "ND");
        var credit = world.Of(world.Internal().OtherLegId!.Value);
        var report =
            new Report(world.Client, ReportFileType.Transactions, ReportPeriod.Daily, new DateOnly(2026, 3, 2), null,
                world.Now, []);
        return new()
        {
            ["SPEI_CREDIT"] = new MoneyInNotice(world.Deposit(), someone, someone, "40012", Guid.Empty),
            ["INT_CREDIT"] = new MoneyInNotice(credit, someone, someone, "90734", Guid.Empty),
            ["STATUS_UPDATE"] = new StatusUpdateNotice(world.MoneyOut()),
            ["CEP"] = new CepNotice(world.Penny(), world.Central.Clabe),
            ["REPORT"] = new ReportNotice(report),
        };
    }
}
