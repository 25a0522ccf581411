namespace FincoreSim.Domain.Tests.Reports;

public sealed class ReportTests
{
    private readonly WorldKit _world = new();

    private string[] Files => [.. _world.World.State.Reports.Forward(0).Select(report => report.FileName)];

    [Test]
    public void At_the_end_of_an_operating_day_each_client_with_transactions_gets_its_reports()
    {
        Enable();
        _world.Webhook(WebhookType.Report);
        var payment = _world.MoneyOut();

        _world.AdvanceTo(At("2026-03-02T17:59:59-06:00"));
        Assert.That(Files, Is.Empty);
        _world.AdvanceTo(At("2026-03-02T18:00:00-06:00"));

        Assert.That(Files, Is.EqualTo(new[]
        {
            "transactions_daily_20260302.csv", $"daily_account_statement_{_world.Central.Clabe}_20260302.csv",
        }));
        Assert.That(
            _world.Receiver.Received.Select(received => ((ReportNotice)received.Notice).Report.FileName), Is.EqualTo(Files));
        Assert.That(_world.World.State.Reports[0].Rows.Select(row => row.Id), Is.EqualTo(new[] { payment.Id }));
    }

    [Test]
    public void What_comes_after_the_turn_is_in_the_next_days_report()
    {
        Enable();
        _world.AdvanceTo(At("2026-03-02T18:00:00-06:00"));
        _world.MoneyOut();

        _world.AdvanceTo(At("2026-03-03T18:00:00-06:00"));

        Assert.That(Files[0], Is.EqualTo("transactions_daily_20260303.csv"));
    }

    [Test]
    public void An_empty_day_has_no_report()
    {
        Enable();

        _world.Advance("5d");

        Assert.That(Files, Is.Empty);
    }

    [Test]
    public void At_the_end_of_a_month_the_whole_month_is_reported()
    {
        Enable();
        var first = _world.MoneyOut();
        _world.AdvanceTo(At("2026-03-31T10:00:00-06:00"));
        var last = _world.MoneyOut();

        _world.AdvanceTo(At("2026-03-31T18:00:00-06:00"));

        var monthly =
            ReportQueries.Find(_world.World.State, _world.Client, ReportPeriod.Monthly, new DateOnly(2026, 3, 31), null)!;
        Assert.That(monthly.FileName, Is.EqualTo("transactions_monthly_20260331.csv"));
        Assert.That(monthly.Rows.Select(row => row.Id), Is.EqualTo(new[] { first.Id, last.Id }));
        var statement = ReportQueries.Find(
            _world.World.State, _world.Client, ReportPeriod.Monthly, new DateOnly(2026, 3, 31), _world.Central.Clabe);
        Assert.That(statement!.FileName, Is.EqualTo($"monthly_account_statement_{_world.Central.Clabe}_20260331.csv"));
        var daily = ReportQueries.Find(_world.World.State, _world.Client, ReportPeriod.Daily, new DateOnly(2026, 3, 31), null)!;
        Assert.That(daily.Rows.Select(row => row.Id), Is.EqualTo(new[] { last.Id }));
    }

    [Test]
    public void The_last_evening_of_a_month_belongs_to_the_next()
    {
        Enable();
        _world.AdvanceTo(At("2026-03-31T18:00:00-06:00"));
        _world.MoneyOut();

        _world.AdvanceTo(At("2026-04-30T18:00:00-06:00"));

        Assert.That(Files, Does.Contain("transactions_monthly_20260430.csv"));
        Assert.That(Files, Does.Not.Contain("transactions_monthly_20260331.csv"));
    }

    [Test]
    public void Both_legs_of_an_internal_transfer_are_in_the_clients_report_and_one_in_each_statement()
    {
        Enable();
        _world.Internal();

        _world.Advance("1d");

        Assert.That(
            _world.World.State.Reports.Forward(0).Select(report => (report.Account?.Clabe, report.Rows.Length)),
            Is.EqualTo(new[] { ((Clabe?)null, 2), (_world.Central.Clabe, 1), (_world.Private.Clabe, 1) }));
    }

    [Test]
    public void Disabled_none_are_made()
    {
        Enable();
        _world.With(options => options with { ReportsEnabled = false });
        _world.MoneyOut();

        _world.Advance("40d");

        Assert.That(Files, Is.Empty);
        Assert.That(_world.World.State.Due, Is.Empty);
    }

    [Test]
    public void A_world_that_begins_with_reports_makes_them()
    {
        var world = new WorldKit(new WorldOptions { ReportsEnabled = true });
        world.MoneyOut();

        world.Advance("1d");

        Assert.That(world.World.State.Reports.Count, Is.EqualTo(2));
    }

    [Test]
    public void Another_clients_report_is_not_found()
    {
        Enable();
        _world.MoneyOut();
        _world.Advance("1d");

        Assert.That(ReportQueries.Find(_world.World.State, _world.Other, "transactions_daily_20260302.csv"), Is.Null);
        Assert.That(ReportQueries.Find(_world.World.State, _world.Client, "transactions_daily_20260302.csv"), Is.Not.Null);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private void Enable() => _world.With(options => options with { ReportsEnabled = true });
}
