namespace FincoreSim.Domain.Tests.Kit;

/// <summary>A payment that stands for any, where no world is needed.</summary>
internal static class SamplePayment
{
    public static DateTimeOffset At { get; } = new(2026, 3, 2, 14, 30, 5, 123, TimeSpan.Zero);

    public static Transaction Sent { get; } = new()
    {
        Id = new TransactionId(new Guid("e43171ad-af3b-40e3-913c-24cc386bf5ff")),
        ClientId = new ClientId(new Guid("c2d1d1e3-3340-4170-980e-e9269bbbc551")),
        AccountId = new AccountId(new Guid("24a726ac-180d-48df-82bc-711f2788a46f")),
        BankId = new BankId(new Guid("9d84b03a-28d1-4898-a69c-38824239e2b1")),
        Category = TransactionCategory.DebitTrans,
        SubCategory = TransactionSubCategory.SpeiDebit,
        Status = TransactionStatus.Initialized,
        Amount = Money.Penny,
        ExternalReference = "1",
        TrackingKey = "20260302FINCHAAAAAAAAAA",
        Description = "rent",
        CreatedAt = At,
        UpdatedAt = At.AddSeconds(2),
    };
}
