using System.Runtime.ExceptionServices;

namespace NetGen;

/// <summary>
/// Threads that stay alive between pieces of work, so that a training step costs neither the start of a thread nor an
/// allocation. Steps follow each other within microseconds: who waits first spins, and sleeps only when it takes longer.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    /// <summary>
    /// Looks before a waiting thread offers its processor to others: about a microsecond, for they may be what it waits for.
    /// </summary>
    private const int LooksBeforeYielding = 20;

    /// <summary>Looks before a waiting thread sleeps, some 50 microseconds.</summary>
    private const int LooksBeforeSleeping = 200;

    private readonly object _gate = new();
    private readonly Thread[] _workers;
    private IParallelWork? _work;
    private ExceptionDispatchInfo? _failure;
    private int _round;
    private int _pending;
    private int _sleeping;
    private bool _closed;

    /// <summary>A pool in which the caller counts as one thread.</summary>
    public WorkerPool(int threads)
    {
        Threads = threads;
        _workers = new Thread[threads - 1];
        for (int i = 0; i < _workers.Length; i++)
        {
            int piece = i + 1;
            _workers[i] = new Thread(() => Work(piece)) { IsBackground = true, Name = $"NetGen worker {piece}" };
            ThreadCount.Start(_workers[i].Start, threads);
        }
    }

    /// <summary>The number of threads, and so of pieces.</summary>
    public int Threads { get; }

    /// <summary>
    /// Does all pieces, the first on the calling thread, and returns when the last is done. An exception of any piece is thrown here.
    /// </summary>
    public void Run(IParallelWork work)
    {
        if (_workers.Length == 0)
        {
            work.Run(0, 1);
            return;
        }

        _work = work;
        _pending = _workers.Length;
        BeginRound();
        RunPiece(work, 0);
        WaitFor(ref _pending, 0);

        if (_failure is { } failure)
        {
            _failure = null;
            failure.Throw();
        }
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        _closed = true;
        BeginRound();
        foreach (Thread worker in _workers)
            worker.Join();
    }

    private void Work(int piece)
    {
        for (int round = 1; ; round++)
        {
            WaitFor(ref _round, round);
            if (_closed)
                return;
            RunPiece(_work!, piece);
            if (Interlocked.Decrement(ref _pending) == 0)
                Wake();
        }
    }

    private void RunPiece(IParallelWork work, int piece)
    {
        try
        {
            work.Run(piece, Threads);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
        }
    }

    private void BeginRound()
    {
        Interlocked.Increment(ref _round);
        Wake();
    }

    private void Wake()
    {
        // The change that is waited for was made with a full fence before this, and a sleeper counts itself before it
        // looks for the change: either it sees the change, or it is seen here.
        if (Volatile.Read(ref _sleeping) == 0)
            return;
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    /// <summary>Waits until <paramref name="value"/> is <paramref name="wanted"/>.</summary>
    private void WaitFor(ref int value, int wanted)
    {
        for (int look = 0; look < LooksBeforeSleeping; look++)
        {
            if (Volatile.Read(ref value) == wanted)
                return;
            if (look < LooksBeforeYielding)
                Thread.SpinWait(1);
            else
                Thread.Yield();
        }

        lock (_gate)
        {
            Interlocked.Increment(ref _sleeping);
            while (Volatile.Read(ref value) != wanted)
                Monitor.Wait(_gate);
            Interlocked.Decrement(ref _sleeping);
        }
    }
}
