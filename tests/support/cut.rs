//! Work that is dropped in the middle, at a point that is the same every time: after so many polls.

use std::future::Future;
use std::pin::pin;
use std::task::Poll;

/// Runs it to its end and tells how often it was polled.
pub async fn polls<F: Future>(work: F) -> (usize, F::Output) {
    let mut count = 0;
    let mut work = pin!(work);
    let output = std::future::poll_fn(|cx| {
        count += 1;
        work.as_mut().poll(cx)
    });
    let output = output.await;
    (count, output)
}

/// Drops it when it was polled so often and did not end.
pub async fn cut<F: Future>(work: F, after: usize) -> Option<F::Output> {
    let mut left = after;
    let mut work = Box::pin(work);
    std::future::poll_fn(move |cx| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        match work.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            // The last poll it gets: nobody waits for it any more.
            Poll::Pending if left == 0 => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}
