namespace NovComet.Promises.Clients;

/// <summary>One way to follow channels. Written for these tests only, so that a mistake of the product's client cannot hide one of the server's.</summary>
internal interface ITransport
{
    string Name { get; }

    /// <summary>Connects once, and tells what comes until the connection ends.</summary>
    Task FollowAsync(Uri gateway, Listener listener, CancellationToken cut);
}
