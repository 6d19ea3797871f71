namespace NovComet.Storage.Log;

/// <summary>A file that one process at a time can hold. Used by one thread at a time.</summary>
internal interface ILockFile : IDisposable
{
    /// <summary>Takes it, without waiting.</summary>
    /// <returns>Whether it was free.</returns>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    bool TryTake();

    void Release();
}
